import { runToEnd } from '../../engine/experiment/simulate.ts'
import { World } from '../../engine/experiment/world.ts'
import { leaderless, type ModelSpec } from '../../engine/index.ts'
import { startWorkload } from '../../engine/workload/generator.ts'
import { turnOver, turnOverEventHeap } from './bare-queue.ts'
import { MODELS, scenarioOf, specOf } from './scenarios.ts'
import { bestRates, type Measurement } from './stopwatch.ts'

const OPERATIONS = 60_000
const TURNS = 16
/** V8 meets the messages of three models in turn, and compiles anew what it took to be those of one. */
const WARM_UPS = 4
const QUEUE_EVENTS = 2_000_000
/** Events that wait in the bare queue: what thousands of clients and timers make. */
const BARE_QUEUE_DEPTH = 1_000
const WHOLE_TRACE = 50_000_000

export interface Rate {
  readonly name: string
  readonly trace: 'off' | 'on'
  readonly deliveriesPerSecond: number
  /** Of the bare queue's rate. */
  readonly ratio: number
  /** What the ratio should be at least. */
  readonly goal: number
}

export interface QueueRate {
  readonly waiting: number
  readonly perSecond: number
}

export interface RateResults {
  readonly bareQueue: QueueRate
  /** For comparison: the engine's own heap, as shallow as the queue of the leaderless run is on average. */
  readonly shallowQueue: QueueRate
  readonly rates: readonly Rate[]
}

/** Deliveries a second of each model beside the bare queue's events, all taking turns. */
export function measureRates(): RateResults {
  const depth = meanDepth()
  const lines = Object.entries(MODELS).flatMap(([name, model]) => [
    { name, model, trace: 'off' as const, goal: 0.4 },
    { name, model, trace: 'on' as const, goal: 0.25 },
  ])
  const floor: Measurement = { name: 'floor', work: () => turnOver(BARE_QUEUE_DEPTH, QUEUE_EVENTS) }
  const best = bestRates(
    [
      floor,
      { name: 'shallow', work: () => turnOverEventHeap(depth, QUEUE_EVENTS) },
      ...lines.map(({ name, model, trace }) => ({
        name: `${name}, ${trace}`,
        work: () => deliveries(model, OPERATIONS, trace === 'on' ? WHOLE_TRACE : 0),
      })),
    ],
    TURNS,
    WARM_UPS,
  )
  const bareQueue = { waiting: BARE_QUEUE_DEPTH, perSecond: best.get('floor')! }
  const shallowQueue = { waiting: depth, perSecond: best.get('shallow')! }
  const rates = lines.map(({ name, trace, goal }) => {
    const deliveriesPerSecond = best.get(`${name}, ${trace}`)!
    const ratio = deliveriesPerSecond / bareQueue.perSecond
    return { name, trace, deliveriesPerSecond, ratio, goal }
  })
  return { bareQueue, shallowQueue, rates }
}

/** Time of ten times the operations, over the time of the operations; at most 11 is wanted. */
export function growthWithOperations(): number {
  const few = 100_000
  const best = bestRates(
    [few, few * 10].map((operations) => ({
      name: String(operations),
      work: () => {
        deliveries(leaderless(), operations, WHOLE_TRACE)
        return 1
      },
    })),
    3,
  )
  return best.get(String(few))! / best.get(String(few * 10))!
}

export interface NodeRate {
  readonly nodes: number
  readonly deliveriesPerSecond: number
}

/** Deliveries a second of leaderless clusters of different size, N=3: an operation takes as many messages in each. */
export function growthWithNodes(): NodeRate[] {
  const sizes = [3, 9, 27]
  const best = bestRates(
    sizes.map((nodes) => ({
      name: String(nodes),
      work: () => deliveries(leaderless({ nodes, replicas: 3 }), OPERATIONS, 0),
    })),
    5,
  )
  return sizes.map((nodes) => ({ nodes, deliveriesPerSecond: best.get(String(nodes))! }))
}

/** Runs to the end; gives the messages that were delivered: no message is lost here, and the few that were on their way count. */
function deliveries(model: ModelSpec, operations: number, traceEvents: number): number {
  return runToEnd(scenarioOf(specOf(model, operations, traceEvents))).network.sent
}

/** Stops a leaderless run now and then to look at its queue. */
function meanDepth(): number {
  const looks = 200
  const scenario = scenarioOf(specOf(leaderless(), OPERATIONS, 0))
  const world = new World(scenario)
  world.start()
  startWorkload({
    workload: scenario.workload!,
    clients: world.clients,
    clock: world.clock,
    random: world.generator('workload'),
    untilMicros: scenario.durationMicros,
  })
  let sum = 0
  for (let look = 1; look <= looks; look++) {
    world.advance((scenario.durationMicros * look) / (looks + 1))
    sum += world.queue.pending
  }
  return Math.round(sum / looks)
}
