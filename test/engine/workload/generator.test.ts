import { expect, test } from 'vitest'
import { leaderless, simulate, workload } from '../../../engine/index.ts'

test('a write then a read: each read is of the key just written, by the same client, after the pause', () => {
  const { history } = simulate({
    model: leaderless(),
    workload: workload.custom({ writeThenRead: 1, readAfter: '7ms', rate: 200, clients: 3 }),
    duration: '2s',
  })
  const operations = [...history]
  const writes = operations.filter(({ action }) => action === 'write')
  expect(writes.length).toBeGreaterThan(300)
  const reads = operations.filter(({ action }) => action === 'read')
  expect(reads.length).toBe(writes.length)
  for (const { key, session, invoked } of reads) {
    const asks = writes.filter((write) => write.returned === invoked - 7_000)
    expect(asks.map((write) => [write.key, write.session])).toContainEqual([key, session])
  }
})

test('a coordinator outside the replicas of a key holds no copy of it', () => {
  const { nodes, history } = simulate({
    model: leaderless({ nodes: 5, replicas: 3, coordinator: 'non-replica', hintedHandoff: false }),
    workload: workload.custom({ update: 1, operations: 200, keys: 200, rate: 1_000 }),
  })
  const copies = (key: number) => nodes.filter(({ values }) => `k${key}` in values).length
  for (const { key, node } of history) {
    expect(`k${key}` in nodes[node].values).toBe(false)
    expect(copies(key)).toBe(3)
  }
})
