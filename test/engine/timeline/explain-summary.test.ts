import { describe, expect, it } from 'vitest'
import {
  async,
  cluster,
  faults,
  latency,
  leaderless,
  multiLeader,
  type Run,
  simulate,
  singleLeader,
  vote,
  workload,
} from '../../../engine/index.ts'
import {
  buildTimeline,
  explain,
  MessageFate,
  OperationClass,
} from '../../../engine/timeline/index.ts'

const network = { latency: latency.constant('4ms') }

function told(run: Pick<Run, 'recording'>, ending: OperationClass) {
  const timeline = buildTimeline(run.recording)
  const operation = timeline.operations.ending.indexOf(ending)
  expect(operation).toBeGreaterThanOrEqual(0)
  return { ...explain(timeline, operation), timeline }
}

/** The accidents of the notebook on timelines. */
describe('the reason in short', () => {
  it('says who alone had a lost write, what kept it from the others, and how it went', () => {
    const run = simulate({
      seed: 4,
      model: singleLeader({ replication: async(), failover: vote() }),
      network,
      workload: workload.custom({
        read: 1,
        update: 1,
        clients: 3,
        rate: 90,
        keys: 5,
        timeout: '200ms',
      }),
      faults: [
        faults.at('280ms').partition(['n1'], ['n2', 'n3']),
        faults.at('330ms').crash('n1'),
        faults.at('330ms').heal(),
        faults.at('700ms').restart('n1'),
      ],
      duration: '1s',
      drain: '300ms',
    })
    const { summary, decisive, timeline } = told(run, OperationClass.lost)
    expect(summary).toBe(
      "Only n1 ever had k0 = 40 (operation 40). What was sent to n2 and n3 was dropped by partition n1 | n2 n3. The new leader's log did not have it, so it was cut off the log of n1 at 0.754029 s.",
    )
    expect(decisive).toHaveLength(2)
    for (const id of decisive) expect(timeline.messages.fate[id]).toBe(MessageFate.cut)
  })

  it('says of a stale read where the message was that should have brought the value', () => {
    const quick = cluster({
      model: leaderless({ read: 1, write: 1, readRepair: false }),
      network: {
        ...network,
        links: [{ between: ['n1', 'n3'], latency: latency.constant('60ms') }],
      },
    })
    quick.write('x', 'old', { to: 'n1' })
    quick.advance('100ms')
    quick.write('x', 'new', { to: 'n1' })
    quick.read('x', { from: 'n3' })
    quick.advance('100ms')
    const { summary, decisive, timeline } = told(quick, OperationClass.stale)
    expect(summary).toBe(
      'n3 answered without x = "new" (operation 1): the replicate from n1 that carried it was still on its way, and arrived at 0.172100 s.',
    )
    const [late] = decisive
    expect(decisive).toHaveLength(1)
    expect(timeline.run.places[timeline.messages.to[late]].name).toBe('n3')
    expect(timeline.messages.ended[late]).toBe(172_100)
  })

  it('says of writes in conflict that neither knew of the other, and which is kept', () => {
    const lab = cluster({
      model: multiLeader({ leaders: 3 }),
      network: { latency: latency.constant('20ms') },
    })
    lab.submit({ write: 'city', value: 'Oslo', to: 'n1' })
    lab.submit({ write: 'city', value: 'Lima', to: 'n3' })
    lab.advance('150ms')
    const { summary, why, decisive, timeline } = told(lab, OperationClass.conflicting)
    expect(summary).toBe(
      'city = "Oslo" (operation 0) at n1 and city = "Lima" (operation 1) at n3 did not know of each other. In the end all hold city = "Lima" (operation 1).',
    )
    expect(why.at(-1)).toMatch(
      /^n3 sent changes to n1 at .*: it arrived at .*\. n1 had taken city = "Oslo" \(operation 0\) at /,
    )
    const { from, to } = timeline.messages
    const { places } = timeline.run
    expect(decisive.map((id) => `${places[from[id]].name} ${places[to[id]].name}`)).toEqual([
      'n1 n3',
      'n3 n1',
    ])
  })
})
