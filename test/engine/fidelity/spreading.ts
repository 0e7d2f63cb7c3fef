import { keepSiblings, multiLeader, type Run, simulate, workload } from '../../../engine/index.ts'
import type { NodeContext } from '../../../engine/node/context.ts'
import type { Model } from '../../../engine/protocols/model.ts'
import { Bench } from '../support/scenario.ts'

/** Leaders that all take writes of each key, `writesADelay` of them a leader and delay; each write builds on what its leader has. */
export function conflictingLeaders(
  { leaders, writesADelay, keys }: { leaders: number; writesADelay: number; keys: number },
  writes: number,
  seed: number,
): Run {
  const regions = Array.from({ length: leaders }, (_, index) => `region ${index + 1}`)
  const perSecond = (writesADelay / 0.2) * keys * leaders
  return simulate({
    seed,
    model: multiLeader({ leaders, resolution: keepSiblings(), regions }),
    network: {
      latency: '200ms',
      links: regions.map((region) => ({ between: [region, region], latency: 0 })),
    },
    workload: workload.custom({
      readModifyWrite: 1,
      rate: perSecond,
      operations: writes,
      clients: leaders,
      regions,
      keys: { count: keys, distribution: 'uniform' },
      timeout: '10s',
    }),
    duration: '24h',
    drain: '2s',
  })
}

export type GossipStyle = 'push' | 'push-pull'

/** Gossip in rounds: each node calls one other at random, tells it what it knows, and with push-pull is told in return. */
export class GossipNode {
  knows: boolean
  /** Whether it knew when the round began: what it learns in a round it tells from the next one on. */
  private knewBefore = false
  private readonly context: NodeContext
  private readonly style: GossipStyle

  constructor(context: NodeContext, style: GossipStyle) {
    this.context = context
    this.style = style
    this.knows = context.id === 0
  }

  start(): void {
    this.context.after(ROUND_MICROS, () => this.round())
  }

  receive(from: number, { kind }: { kind: string }): void {
    if (kind !== 'ask') this.knows = true
    else if (this.knewBefore) this.tell(from, 'answer')
  }

  private round(): void {
    this.knewBefore = this.knows
    const { replicas, id, random } = this.context
    const partner = random.below(replicas.length - 1)
    if (this.knows || this.style === 'push-pull') {
      this.tell(partner < id ? partner : partner + 1, this.knows ? 'tell' : 'ask')
    }
    this.context.after(ROUND_MICROS, () => this.round())
  }

  private tell(to: number, kind: 'tell' | 'ask' | 'answer'): void {
    this.context.send(to, { kind, operation: -1, bytes: 64 })
  }
}

const ROUND_MICROS = 10_000

/** Rounds until all of `nodes` know what one knew at first. */
export function gossipRounds(nodes: number, style: GossipStyle, seed: number): number {
  const model: Model = {
    name: 'gossip',
    replicas: nodes,
    createReplica: (context) => {
      const node = new GossipNode(context, style)
      return {
        start: () => node.start(),
        receive: (from, message) => node.receive(from, message),
        inspect: () => ({
          role: 'replica',
          term: 0,
          keys: () => [],
          versions: () => [],
          details: { knows: node.knows },
        }),
      }
    },
    createRouter: () => ({ choose: () => 0, learn: () => {} }),
    authorities: () => [],
  }
  const bench = new Bench(model, { seed, traceEvents: 0, latency: { kind: 'constant', micros: 1 } })
  const allKnow = () => bench.world.liveReplicas().every(({ state }) => state.details.knows)
  let rounds = 0
  bench.advance(ROUND_MICROS / 2)
  while (!allKnow()) {
    bench.advance(ROUND_MICROS)
    rounds++
  }
  return rounds
}
