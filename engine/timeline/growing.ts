import type { Micros } from '../core/clock.ts'
import type { Steps } from './timeline.ts'

/** A list of numbers that grows without garbage, for what is collected in a pass over a trace. */
export class GrowingNumbers<Column extends Float64Array | Int32Array | Int16Array | Uint8Array> {
  length = 0
  private column: Column
  private readonly create: (length: number) => Column

  constructor(create: (length: number) => Column) {
    this.create = create
    this.column = create(16)
  }

  push(value: number): void {
    if (this.length === this.column.length) this.grow()
    this.column[this.length++] = value
  }

  at(index: number): number {
    return this.column[index]
  }

  set(index: number, value: number): void {
    this.column[index] = value
  }

  /** A column of its own length. */
  take(): Column {
    return this.column.slice(0, this.length) as Column
  }

  private grow(): void {
    const longer = this.create(this.column.length * 2)
    longer.set(this.column)
    this.column = longer
  }
}

export const growingFloats = () => new GrowingNumbers((length) => new Float64Array(length))
export const growingInts = () => new GrowingNumbers((length) => new Int32Array(length))
export const growingShorts = () => new GrowingNumbers((length) => new Int16Array(length))
export const growingBytes = () => new GrowingNumbers((length) => new Uint8Array(length))

/** Collects a quantity that changes in steps: of one moment the last value counts, and what does not change is no step. */
export class StepsBuilder {
  private readonly times = growingFloats()
  private readonly values = growingFloats()

  /** 0 before the first step. */
  get last(): number {
    return this.values.length === 0 ? 0 : this.values.at(this.values.length - 1)
  }

  set(time: Micros, value: number): void {
    const end = this.values.length
    if (end > 0 && this.values.at(end - 1) === value) return
    if (end > 0 && this.times.at(end - 1) === time) {
      this.values.set(end - 1, value)
      return
    }
    this.times.push(time)
    this.values.push(value)
  }

  take(): Steps {
    return { times: this.times.take(), values: this.values.take() }
  }
}
