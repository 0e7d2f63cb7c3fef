import { Arrivals } from './arrivals.ts'
import { type Availability, type AvailabilityOptions, availability } from './availability.ts'
import { type Conflicts, conflicts, type DroppedWrites, droppedWrites } from './conflicts.ts'
import { type DirtyReads, dirtyReads } from './dirty-reads.ts'
import { type Divergence, divergence } from './divergence.ts'
import type { RunFacts } from './facts.ts'
import { Holding } from './holding.ts'
import { type LagOptions, type ReplicationLag, replicationLag } from './lag.ts'
import { type Latency, latency } from './latency.ts'
import { type Leadership, leadership } from './leadership.ts'
import { Lineage } from './lineage.ts'
import {
  countUpdates,
  type LostUpdates,
  lostFromFinalState,
  lostFromHistory,
} from './lost-updates.ts'
import { type LostWrites, lostWrites } from './lost-writes.ts'
import { type Messages, messages } from './messages.ts'
import { type FaultWindow, type Story, story } from './notable.ts'
import { Remains } from './remains.ts'
import { type StaleReads, staleReads } from './stale-reads.ts'
import { type Throughput, throughput } from './throughput.ts'
import { type JudgedFigures, type Vacuity, vacuity } from './vacuity.ts'

export interface MeasureOptions extends AvailabilityOptions, LagOptions {
  /** Notable events that `story` keeps. Default 200. */
  readonly notableEvents?: number
}

/** The metrics of a run. Each is computed when it is first asked for. */
export const measure = (facts: RunFacts, options: MeasureOptions = {}): Metrics =>
  new Metrics(facts, options)

/**
 * What a run measured. Times are microseconds; what there is no data for is undefined, never NaN.
 *
 * Metrics that need every event of the trace are undefined when the limit `traceEvents` cut it short; `note` says so then. The others come from the
 * history and the final state, which are always whole.
 */
export class Metrics {
  private readonly facts: RunFacts
  private readonly options: MeasureOptions
  private readonly known = new Map<string, unknown>()

  constructor(facts: RunFacts, options: MeasureOptions) {
    this.facts = facts
    this.options = options
  }

  /** One sentence on what could not be measured and why; undefined when all was. */
  get note(): string | undefined {
    const { length, dropped } = this.facts.trace
    if (dropped === 0) return undefined
    return `The trace kept ${length} of ${length + dropped} events (limit traceEvents), so lag, lost writes, conflicts, messages and leadership are not known.`
  }

  get latency(): Latency {
    return this.once('latency', () => latency(this.facts))
  }

  get throughput(): Throughput {
    return this.once('throughput', () => throughput(this.facts))
  }

  get availability(): Availability {
    return this.once('availability', () => availability(this.facts, this.options))
  }

  get staleReads(): StaleReads {
    return this.once('staleReads', () => staleReads(this.facts))
  }

  get divergence(): Divergence {
    return this.once('divergence', () => divergence(this.facts))
  }

  get lostUpdates(): LostUpdates {
    return this.once('lostUpdates', () => ({
      updates: countUpdates(this.facts.history),
      fromFinalState: this.hasVerdict
        ? lostFromFinalState(this.facts, this.holding, this.lineage)
        : undefined,
      fromHistory: lostFromHistory(this.facts),
    }))
  }

  /** Undefined too when no replica had authority at the end: nobody can say then what is lost. */
  get lostWrites(): LostWrites | undefined {
    return this.ofVerdict('lostWrites', () => lostWrites(this.facts, this.remains))
  }

  /** Undefined where `lostWrites` is. */
  get dirtyReads(): DirtyReads | undefined {
    return this.ofVerdict('dirtyReads', () => dirtyReads(this.facts, this.remains))
  }

  get replicationLag(): ReplicationLag | undefined {
    return this.ofWholeTrace('lag', () => replicationLag(this.facts, this.options, this.arrivals))
  }

  get conflicts(): Conflicts | undefined {
    return this.ofWholeTrace('conflicts', () => conflicts(this.facts))
  }

  get droppedWrites(): DroppedWrites | undefined {
    return this.ofWholeTrace('droppedWrites', () => droppedWrites(this.facts))
  }

  get messages(): Messages | undefined {
    return this.ofWholeTrace('messages', () => messages(this.facts))
  }

  get leadership(): Leadership | undefined {
    return this.ofWholeTrace('leadership', () => leadership(this.facts))
  }

  /** Faults and notable events, as far as the trace was kept. */
  get story(): Story {
    return this.once('story', () => story(this.facts, this.options.notableEvents))
  }

  /** Figures that came out as well as can be and could not have come out otherwise, with the reason. */
  get vacuity(): Vacuity {
    return this.once('vacuity', () =>
      vacuity(this.facts, this.judged(), this.knownFaults, () => this.arrivals),
    )
  }

  private judged(): JudgedFigures {
    return {
      staleReads: this.staleReads.count,
      readsAvailable: this.availability.read.share,
      writesAvailable: this.availability.write.share,
      lostWrites: this.lostWrites?.count,
      lostUpdates: this.lostUpdates.fromFinalState?.count,
      dirtyReads: this.dirtyReads?.count,
      conflicts: this.conflicts?.pairs,
      divergence: this.divergence.count,
    }
  }

  /** None where the trace was cut short: nobody can say then when a fault held. */
  private get knownFaults(): readonly FaultWindow[] {
    return this.facts.trace.dropped === 0 ? this.story.faults : []
  }

  private get arrivals(): Arrivals {
    return this.once('arrivals', () => new Arrivals(this.facts))
  }

  private get holding(): Holding {
    return this.once('holding', () => new Holding(this.facts.trace, this.facts.history.length))
  }

  private get lineage(): Lineage {
    return this.once('lineage', () => new Lineage(this.facts))
  }

  private get remains(): Remains {
    return this.once('remains', () => new Remains(this.facts, this.holding, this.lineage))
  }

  private get hasVerdict(): boolean {
    return this.facts.trace.dropped === 0 && this.facts.authorities.length > 0
  }

  private ofWholeTrace<Value>(name: string, compute: () => Value): Value | undefined {
    return this.facts.trace.dropped === 0 ? this.once(name, compute) : undefined
  }

  private ofVerdict<Value>(name: string, compute: () => Value): Value | undefined {
    return this.hasVerdict ? this.once(name, compute) : undefined
  }

  private once<Value>(name: string, compute: () => Value): Value {
    if (!this.known.has(name)) this.known.set(name, compute())
    return this.known.get(name) as Value
  }
}
