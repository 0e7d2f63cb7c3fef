import {
  faults,
  latency,
  majority,
  type Run,
  simulate,
  singleLeader,
  vote,
  workload,
} from '../../../engine/index.ts'

/** Half the shortest election timeout of the paper's experiment. */
const HEARTBEAT_MILLIS = 75

/**
 * Figure 16 of "In Search of an Understandable Consensus Algorithm": five servers, the leader crashes at a random time after a heartbeat that all have heard.
 *
 * Three writes reach four, three and two servers, so that the survivors' logs have different lengths and some of them cannot win. From then on the leader
 * hears nobody, so that it does not learn of it and does not mend it.
 */
export function electionAfterCrash(fromMillis: number, toMillis: number, trial: number): Run {
  const { at } = faults
  const crashMillis = 2 * HEARTBEAT_MILLIS + HEARTBEAT_MILLIS * evenly(trial)
  return simulate({
    seed: trial,
    model: singleLeader({
      followers: 4,
      replication: majority(),
      heartbeat: HEARTBEAT_MILLIS,
      fencing: false,
      failover: vote({ electionTimeout: { from: fromMillis, to: toMillis } }),
    }),
    disk: { sync: 0 },
    network: {
      latency: latency.uniform('2ms', '5ms'),
      links: [{ messages: ['write', 'reply'], latency: 0 }],
    },
    workload: workload.custom({ update: 1, clients: 1, think: '10ms', operations: 3 }),
    faults: [
      at(0).oneWay({ from: 'n1', to: 'n5' }),
      at('12ms').oneWay({ from: 'n1', to: 'n4' }),
      at('27500us').oneWay({ from: 'n1', to: 'n3' }),
      at('50ms').heal(),
      at('50ms').oneWay({ from: ['n2', 'n3', 'n4', 'n5'], to: 'n1' }),
      at(`${Math.round(crashMillis * 1_000)}us`).crash('n1'),
    ],
    duration: '1s',
    drain: '20s',
  })
}

/** Numbers that fill 0 to 1 evenly: multiples of the golden ratio. */
const evenly = (trial: number): number => (trial * 0.6180339887498949) % 1

/** From the crash to the first leader after it; undefined where none came within 20 s. */
export function millisWithoutLeader({ metrics }: Run): number | undefined {
  const [gap] = metrics.leadership!.leaderless
  return gap === undefined ? undefined : (gap.to - gap.from) / 1_000
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1]
