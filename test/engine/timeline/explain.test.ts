import { describe, expect, it } from 'vitest'
import {
  async,
  faults,
  leaderless,
  multiLeader,
  type Run,
  type ScenarioSpec,
  simulate,
  singleLeader,
  vote,
  workload,
} from '../../../engine/index.ts'
import { buildTimeline, explain, OperationClass } from '../../../engine/timeline/index.ts'
import { messagesOf } from '../../../engine/trace/message-index.ts'

function firstOf(spec: ScenarioSpec, ending: number) {
  const run: Run = simulate(spec)
  const timeline = buildTimeline(run.recording)
  const operation = timeline.operations.ending.indexOf(ending)
  expect(operation).toBeGreaterThanOrEqual(0)
  return { run, timeline, told: explain(timeline, operation), operation }
}

const cutOff: ScenarioSpec = {
  seed: 4,
  model: singleLeader({ followers: 2, replication: async(), failover: vote(), reads: 'any' }),
  workload: workload.ycsb('A', { clients: 4, rate: 200, keys: 10 }),
  faults: [
    faults.at('2s').partition(['n1'], ['n2', 'n3'], { for: '100ms' }),
    faults.at('2050ms').crash('n1'),
  ],
  duration: '8s',
}

describe('An explanation', () => {
  it('says of a lost write who lost it, and which messages never arrived', () => {
    const { told, timeline, run } = firstOf(cutOff, OperationClass.lost)
    expect(told.sentence).toContain('acknowledged by n1')
    expect(told.missing).toEqual([{ write: told.operation, missedBy: -1 }])
    expect(told.evidence.length).toBeGreaterThan(0)
    for (const message of told.evidence)
      expect(timeline.messages.operation[message]).toBe(told.operation)
    expect(told.why.join('\n')).toContain('partition n1 | n2 n3')
    const index = messagesOf(run.trace, run.history.length)
    expect(told.messages.map(({ number }) => number)).toEqual(index.of(told.operation))
  })

  it('says of a stale read which write it missed, and where that was', () => {
    const { told, run } = firstOf(cutOff, OperationClass.stale)
    const [{ write, missedBy }] = told.missing
    expect(missedBy).toBe(told.operation)
    expect(run.history.key[write]).toBe(run.history.key[told.operation])
    expect(run.history.returned[write]).toBeLessThan(run.history.invoked[told.operation])
    expect(told.why.length).toBeGreaterThan(2)
    expect(told.evidence.length).toBeGreaterThan(0)
  })

  it('says of a conflicting write which other it met, and where', () => {
    const spec: ScenarioSpec = {
      seed: 1,
      model: multiLeader({ leaders: 3 }),
      workload: workload.ycsb('A', { clients: 6, rate: 400, keys: 3 }),
      faults: [faults.at('500ms').partition(['n1'], ['n2', 'n3'], { for: '500ms' })],
      duration: '2s',
    }
    const { told } = firstOf(spec, OperationClass.conflicting)
    expect(told.why.join('\n')).toMatch(
      /n\d found both at .*: neither .* nor .* had known of the other\./,
    )
    expect(told.missing[0].write).toBeLessThan(told.missing[0].missedBy)
  })

  it('says of an operation without an answer what did not arrive', () => {
    const spec: ScenarioSpec = {
      seed: 1,
      model: leaderless({ nodes: 3, write: 3 }),
      workload: workload.ycsb('A', { clients: 3, rate: 100, keys: 3, timeout: '200ms' }),
      faults: [faults.at('500ms').isolate('n2', { for: '500ms' })],
      duration: '2s',
    }
    const { told } = firstOf(spec, OperationClass.unknown)
    expect(told.why.join('\n')).toContain('isolate n2')
    expect(told.evidence.length).toBe(told.why.length)
  })

  it('has nothing to explain where all went well', () => {
    const { told } = firstOf(cutOff, OperationClass.ok)
    expect(told).toMatchObject({ why: [], evidence: [], missing: [] })
    expect(told.messages[0].sentence).toMatch(
      /^c\d sent (read|write) to n\d at .*: it arrived at .*\.$/,
    )
  })
})
