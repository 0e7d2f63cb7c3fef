import type { Micros } from '../../core/clock.ts'
import { formatDuration } from '../../trace/format.ts'
import type { OutcomeName } from '../../trace/history.ts'
import { displaySymbol } from '../../trace/table.ts'
import type { OperationResult } from '../../workload/client.ts'
import type { Displayable, DisplayBundle } from '../display.ts'

/** What is shown of an operation; plain JSON. */
export interface OperationView {
  readonly action: 'read' | 'write'
  readonly key: string
  /** ok: done. fail: certainly not done. unknown: it may have happened, or may still happen. */
  readonly outcome: OutcomeName
  /** What was written, or what the read found first; undefined: nothing there. */
  readonly value: unknown
  /** All that a read found: none, one, or siblings. */
  readonly values: readonly unknown[]
  /** Microseconds from call to answer. */
  readonly latency: Micros
  /** The node that answered; undefined for none. */
  readonly node: string | undefined
  /** The client that asked. */
  readonly client: string
}

/** An operation on a cluster that has returned. */
export class OperationOutcome implements OperationView, Displayable {
  readonly action: 'read' | 'write'
  readonly key: string
  readonly outcome: OutcomeName
  readonly value: unknown
  readonly values: readonly unknown[]
  readonly latency: Micros
  readonly node: string | undefined
  readonly client: string
  readonly #result: OperationResult

  constructor(view: OperationView, result: OperationResult) {
    this.action = view.action
    this.key = view.key
    this.outcome = view.outcome
    this.value = view.value
    this.values = view.values
    this.latency = view.latency
    this.node = view.node
    this.client = view.client
    this.#result = result
  }

  /** What the client itself got: for a write that builds on this read. */
  static resultOf(outcome: OperationOutcome): OperationResult {
    return outcome.#result
  }

  static is(value: unknown): value is OperationOutcome {
    return typeof value === 'object' && value !== null && #result in value
  }

  [displaySymbol](): DisplayBundle {
    return {
      'text/plain': operationText(this),
      'application/vnd.replilab.operation+json': { ...this },
    }
  }
}

/** `read x = 1   ok from n2 in 1.5 ms` */
export function operationText(view: OperationView): string {
  const { action, key, outcome, values, node, latency } = view
  const shown = values.length === 0 ? 'nothing' : values.map(json).join(' | ')
  const value = action === 'write' || outcome === 'ok' ? ` = ${shown}` : ''
  const place = node === undefined ? '' : ` from ${node}`
  return `${action} ${key}${value}   ${outcome}${place} in ${formatDuration(latency)}`
}

const json = (value: unknown) => JSON.stringify(value) ?? 'undefined'

/** An operation that was started and not waited for. */
export class PendingOperation implements Displayable {
  /** Undefined until it has returned: let time pass with `advance`. */
  result: OperationOutcome | undefined
  readonly action: 'read' | 'write'
  readonly key: string
  readonly client: string

  constructor(action: 'read' | 'write', key: string, client: string) {
    this.action = action
    this.key = key
    this.client = client
  }

  get isOpen(): boolean {
    return this.result === undefined
  }

  [displaySymbol](): DisplayBundle {
    if (this.result !== undefined) return this.result[displaySymbol]()
    return { 'text/plain': `${this.action} ${this.key}   open, by ${this.client}` }
  }
}
