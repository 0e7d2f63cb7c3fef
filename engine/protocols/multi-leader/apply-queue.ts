import type { Micros } from '../../core/clock.ts'
import type { Random } from '../../core/random.ts'
import { type Latency, type Sampler, samplerOf } from '../../network/latency.ts'
import type { NodeContext } from '../../node/context.ts'
import type { EndpointId } from '../../trace/event.ts'
import type { Changes } from './messages.ts'

/**
 * Applies what comes from neighbours one change after the other, each for a time, and so takes it, acknowledges it and passes it on later. What waits is not on disk: after a
 * crash the neighbours send it again. What a node's own clients write is applied as it is written, and waits for nothing.
 */
export class ApplyQueue {
  private readonly context: NodeContext
  private readonly time: Sampler
  private readonly random: Random
  /** When all that waits will be applied. */
  private busyUntil: Micros = Number.NEGATIVE_INFINITY
  /** By neighbour: the batch that reaches farthest into its log. */
  private readonly farthest: (Changes | undefined)[] = []

  constructor(context: NodeContext, time: Latency) {
    this.context = context
    this.time = samplerOf(time)
    this.random = context.random.fork('apply')
    for (const id of context.replicas) this.farthest[id] = undefined
  }

  /** Calls back when these changes are applied. */
  add(from: EndpointId, changes: Changes, done: () => void): void {
    const now = this.context.monotonicClock()
    this.busyUntil = Math.max(this.busyUntil, now) + this.duration(from, changes)
    this.context.after(this.busyUntil - now, done)
  }

  /** What is here, or waits already, is sent again and costs nothing. */
  private duration(from: EndpointId, changes: Changes): Micros {
    const known = this.farthest[from]
    if (known !== undefined && known.log === changes.log && changes.to <= known.to) return 0
    this.farthest[from] = changes
    let total = 0
    for (let left = changes.updates.length; left > 0; left--) total += this.time.draw(this.random)
    return total
  }
}
