import { describe, expect, test } from 'vitest'
import {
  type Cluster,
  cluster,
  keepSiblings,
  multiLeader,
  simulate,
  workload,
} from '../../../engine/index.ts'

const build = (applyTime: string | undefined, more = {}) =>
  cluster({ model: multiLeader({ applyTime, ...more }), network: { latency: '1ms' } })

/** How many of the keys k0, k1… can be read at n2. */
const arrived = (lab: Cluster, keys: number) =>
  Array.from({ length: keys }, (_, key) => lab.state().nodes[1].values[`k${key}`]).filter(
    (value) => value !== undefined,
  ).length

describe('changes that take time to apply', () => {
  test('are there one after the other', () => {
    const lab = build('20ms')
    for (let key = 0; key < 10; key++) lab.submit({ write: `k${key}`, value: key, to: 'n1' })
    lab.advance('50ms')
    expect(arrived(lab, 10)).toBeLessThanOrEqual(2)
    lab.advance('130ms')
    expect(arrived(lab, 10)).toBeLessThanOrEqual(9)
    lab.advance('100ms')
    expect(arrived(lab, 10)).toBe(10)
  })

  test('hold up nothing that the node itself writes', () => {
    const lab = build('100ms')
    lab.write('x', 1, { to: 'n1' })
    expect(lab.write('x', 2, { to: 'n2' }).latency).toBeLessThan(10_000)
  })

  test('have not been seen by who writes meanwhile: both writes stay', () => {
    const lab = cluster({
      model: multiLeader({ applyTime: '100ms', resolution: keepSiblings() }),
      network: { latency: '1ms' },
      clients: 2,
    })
    lab.write('x', 1, { to: 'n1' })
    lab.advance('10ms')
    lab.write('x', 2, { to: 'n2', client: 'c2' })
    lab.advance('500ms')
    expect([...lab.read('x', { from: 'n1' }).values].sort()).toEqual([1, 2])
    const quick = cluster({
      model: multiLeader({ resolution: keepSiblings() }),
      network: { latency: '1ms' },
      clients: 2,
    })
    quick.write('x', 1, { to: 'n1' })
    quick.advance('10ms')
    quick.write('x', 2, { to: 'n2', client: 'c2' })
    quick.advance('500ms')
    expect(quick.read('x', { from: 'n1' }).values).toEqual([2])
  })

  test('come again after a crash that takes those that wait', () => {
    const lab = build('50ms')
    for (let key = 0; key < 6; key++) lab.submit({ write: `k${key}`, value: key, to: 'n1' })
    lab.advance('20ms').crash('n2', { loses: 'unsynced' }).restart('n2').advance('3s')
    expect(arrived(lab, 6)).toBe(6)
  })

  test('make a node fall behind when they come faster than it applies them', () => {
    const lagAt = (rate: number) => {
      const run = simulate({
        model: multiLeader({ applyTime: '5ms' }),
        workload: workload.custom({ insert: 1, rate, clients: 4 }),
        duration: '5s',
        drain: 0,
      })
      return Math.max(...run.metrics.replicationLag!.nodes.map(({ lag }) => lag.p99!))
    }
    // Half of the writes are the other node's: 100 a second keep its applier half busy, 600 are 100 a second too many.
    expect(lagAt(200)).toBeLessThan(200_000)
    expect(lagAt(600)).toBeGreaterThan(1_000_000)
  })
})
