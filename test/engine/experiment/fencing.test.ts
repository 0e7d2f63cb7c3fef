import { describe, expect, it } from 'vitest'
import {
  check,
  cluster,
  type FailoverSpec,
  faults,
  majority,
  mostUpToDate,
  simulate,
  singleLeader,
  vote,
  workload,
} from '../../../engine/index.ts'

const cutOff = (failover: FailoverSpec, fencing: boolean) =>
  simulate({
    model: singleLeader({ failover, fencing }),
    network: { latency: '5ms' },
    workload: workload.ycsb('A', { rate: 100, timeout: '200ms' }),
    faults: [faults.at('1s').isolate('n1', 'c1'), faults.at('4s').heal()],
    duration: '6s',
  }).metrics

describe.each([
  ['vote', vote()],
  ['a controller', mostUpToDate()],
])('an old leader that is cut off, failover by %s', (_name, failover) => {
  it('leads beside the new one without fencing: split brain, and writes are lost', () => {
    const { leadership, lostWrites } = cutOff(failover, false)
    expect(leadership!.splitBrainMicros).toBeGreaterThan(1_000_000)
    expect(lostWrites!.count).toBeGreaterThan(0)
  })

  it('has stopped before the new one starts, with fencing: never two lead', () => {
    const { leadership } = cutOff(failover, true)
    expect(leadership!.splitBrainMicros).toBe(0)
    expect(leadership!.elections).toHaveLength(2)
    expect(leadership!.leaderlessMicros).toBeGreaterThan(0)
  })
})

it('a leader whose lease ran out leads on when nobody took over meanwhile', () => {
  const c = cluster({ model: singleLeader({ failover: vote() }), network: { latency: '1ms' } })
  c.crash('followers').advance('200ms')
  expect(c.state().node('n1')).toMatchObject({ role: 'fenced', term: 1 })
  expect(c.write('x', 1, { to: 'n1' }).outcome).toBe('fail')
  c.restart().advance('60ms')
  expect(c.state().node('n1')).toMatchObject({ role: 'leader', term: 1 })
  expect(c.write('x', 1, { to: 'n1' }).outcome).toBe('ok')
})

it('a leader that others have left behind is not the one whose log says what was lost', () => {
  const c = cluster({ model: singleLeader({ replication: majority() }) })
  c.isolate('n1').advance('2s')
  // The first one finds out that n1 does not answer.
  c.write('x', 'nowhere')
  expect(c.write('x', 'new').outcome).toBe('ok')
  // Whoever led in its place has to start again, and finds nobody to vote for it.
  c.partition(['n1'], ['n2'], ['n3'])
    .crash('n2', { loses: 'nothing' })
    .crash('n3', { loses: 'nothing' })
  c.restart().advance('3s')
  expect(c.state().nodes.map(({ role }) => role)).toEqual(['fenced', 'candidate', 'candidate'])
  expect(check.noLostWrites(c).held).toBe(true)
})
