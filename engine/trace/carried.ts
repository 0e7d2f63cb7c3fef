import type { OperationId } from './event.ts'

/** Which writes messages carried besides the one that each names as its operation: pairs, by rising number of the message. */
export interface CarriedWrites {
  readonly length: number
  readonly message: Int32Array
  readonly operation: Int32Array
}

/**
 * Takes down what batches carry, beside the events: a message is one event of one operation, whatever it carries. Not in the fingerprint, since it follows from
 * what is.
 */
export class CarriedLog {
  private length = 0
  private message = new Int32Array(64)
  private operation = new Int32Array(64)

  add(message: number, operation: OperationId): void {
    if (this.length === this.message.length) this.grow()
    this.message[this.length] = message
    this.operation[this.length++] = operation
  }

  /** What was taken down so far; more may follow, which does not change it. */
  take(): CarriedWrites {
    const { length } = this
    return {
      length,
      message: this.message.subarray(0, length),
      operation: this.operation.subarray(0, length),
    }
  }

  private grow(): void {
    const { message, operation, length } = this
    this.message = new Int32Array(length * 2)
    this.operation = new Int32Array(length * 2)
    this.message.set(message)
    this.operation.set(operation)
  }
}
