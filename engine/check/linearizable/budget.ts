import type { Stopped } from '../verdict.ts'

/** How far a search may go. Steps, not seconds, so that the same history gets the same verdict everywhere; a host may add a clock. */
export interface SearchOptions {
  /** Operations tried at most, over all keys. Default: 20 million. */
  readonly stepLimit?: number
  /** Situations remembered at most, over all keys. Default: 2 million. */
  readonly situationLimit?: number
  /** Asked now and then; the search ends when it says so. Default: never. */
  readonly isOutOfTime?: () => boolean
}

export const DEFAULT_STEP_LIMIT = 20_000_000
export const DEFAULT_SITUATION_LIMIT = 2_000_000

const ASK_EVERY = 4096

/** What is left of the limits of a search; several searches may share one. */
export class Budget {
  steps = 0
  /** The limit that was reached, if one was. */
  reached: Pick<Stopped, 'limit' | 'value'> | undefined
  private situations = 0
  private nextQuestion = ASK_EVERY
  private readonly stepLimit: number
  private readonly situationLimit: number
  private readonly isOutOfTime: () => boolean

  constructor(options: SearchOptions = {}) {
    this.stepLimit = options.stepLimit ?? DEFAULT_STEP_LIMIT
    this.situationLimit = options.situationLimit ?? DEFAULT_SITUATION_LIMIT
    this.isOutOfTime = options.isOutOfTime ?? (() => false)
  }

  get isReached(): boolean {
    return this.reached !== undefined
  }

  /** So many steps of what is left, to be spent apart. */
  part(steps: number): Budget {
    return new Budget({
      stepLimit: Math.min(steps, this.stepLimit - this.steps),
      situationLimit: this.situationLimit - this.situations,
      isOutOfTime: this.isOutOfTime,
    })
  }

  countStep(): void {
    this.countSteps(1)
  }

  countSteps(count: number): void {
    this.steps += count
    if (this.steps > this.stepLimit) this.stop('stepLimit', this.stepLimit)
    if (this.steps < this.nextQuestion) return
    this.askTime()
  }

  /** Asks for the time at once: before what is long and counts no steps. */
  askTime(): void {
    this.nextQuestion = this.steps + ASK_EVERY
    if (this.isOutOfTime()) this.stop('isOutOfTime', this.steps)
  }

  countSituation(): void {
    if (++this.situations > this.situationLimit) this.stop('situationLimit', this.situationLimit)
  }

  private stop(limit: string, value: number): void {
    this.reached ??= { limit, value }
  }
}

/** What a search that was stopped came to, as a sentence. Its time is the host's to limit, and has no number here. */
export function stoppedSentence({ limit, value, ordered, of }: Stopped): string {
  const end =
    limit === 'isOutOfTime'
      ? `The search ran out of time after ${value} steps`
      : `The search ended at ${limit} (${value})`
  return `${end}, with ${ordered} of ${of} operations in order at best.`
}
