import { describe, expect, it } from 'vitest'
import { cluster, faults, leaderless, simulate, workload } from '../../../engine/index.ts'

const VERSIONS = ['last-writer-wins', 'version-vectors'] as const
const COORDINATORS = ['any', 'nearest', 'replica'] as const
const CASES = VERSIONS.flatMap((versions) =>
  COORDINATORS.map((coordinator) => ({ versions, coordinator })),
)

describe.each(CASES)('clients of $versions that ask $coordinator', (options) => {
  it('hardly notice that one node of five is down', () => {
    const { metrics } = simulate({
      model: leaderless({ nodes: 5, replicas: 3, ...options }),
      network: { latency: '1ms' },
      workload: workload.ycsb('A', { rate: 200, timeout: '500ms' }),
      faults: [faults.at('1s').crash('n2')],
    })
    expect(metrics.availability.read.share).toBeGreaterThan(0.97)
    expect(metrics.availability.write.share).toBeGreaterThan(0.97)
  })
})

it.each(VERSIONS)('the nearest node is asked, and again when it is back: %s', (versions) => {
  const c = cluster({
    model: leaderless({ coordinator: 'nearest', regions: ['eu', 'us', 'asia'], versions }),
    network: { latency: '1ms', links: [{ between: ['us', 'asia'], latency: '50ms' }] },
    clients: 3,
  })
  const nodes = (count: number) => {
    const asked = Array.from({ length: count }, () => c.read('x', { client: 'us' }).node)
    return [...new Set(asked)]
  }
  expect(nodes(3)).toEqual(['n2'])
  c.crash('n2')
  expect(nodes(3)).toEqual([undefined, 'n1'])
  c.restart()
  expect(nodes(100)).toEqual(['n1', 'n2'])
})

it.each([5, 32])('all of %i replicas count', (replicas) => {
  const c = cluster({ model: leaderless({ replicas, write: replicas, read: replicas }) })
  expect(c.write('x', 1).outcome).toBe('ok')
  expect(c.read('x').value).toBe(1)
})

it('a node that was down is asked again when it is back', () => {
  const c = cluster({ model: leaderless({ coordinator: 'any' }), network: { latency: '1ms' } })
  const asked = (count: number) => {
    const nodes = Array.from({ length: count }, () => c.read('x').node ?? 'nobody')
    return [...new Set(nodes)].sort()
  }
  c.crash('n2')
  expect(asked(40)).toEqual(['n1', 'n3', 'nobody'])
  c.restart()
  expect(asked(300)).toEqual(['n1', 'n2', 'n3'])
})
