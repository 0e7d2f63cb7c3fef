import type { Micros } from '../../core/clock.ts'
import type { EndpointId } from '../../trace/event.ts'
import { formatDuration } from '../../trace/format.ts'
import { Outcome, type OutcomeName } from '../../trace/history.ts'
import { displaySymbol } from '../../trace/table.ts'
import type { OperationResult } from '../../workload/client.ts'
import type { Displayable, DisplayBundle } from '../display.ts'

/** What is shown of an operation; plain JSON. */
export type OperationView = Omit<OperationOutcome, typeof displaySymbol>

/** An operation on a cluster that has returned. */
export class OperationOutcome implements Displayable {
  readonly action!: 'read' | 'write'
  readonly key!: string
  /** ok: done. fail: certainly not done. unknown: it may have happened, or may still happen. */
  readonly outcome!: OutcomeName
  /** Why it is not ok, in words; undefined when it is. */
  readonly reason: string | undefined
  /** What was written, or what the read found first; undefined: nothing there. */
  readonly value: unknown
  /** All that a read found: none, one, or siblings. */
  readonly values!: readonly unknown[]
  /** Microseconds from call to answer. */
  readonly latency!: Micros
  /** The node that answered; undefined for none. */
  readonly node: string | undefined
  /** The client that asked. */
  readonly client!: string
  readonly #result: OperationResult
  readonly #world: object

  /** @param world in which it happened */
  constructor(view: OperationView, result: OperationResult, world: object) {
    Object.assign(this, view)
    this.#result = result
    this.#world = world
  }

  /** What the client itself got: for a write that builds on this read. */
  static resultOf(outcome: OperationOutcome): OperationResult {
    return outcome.#result
  }

  /** Whether it is one, of this world. */
  static is(value: unknown, world: object): value is OperationOutcome {
    return typeof value === 'object' && value !== null && #world in value && value.#world === world
  }

  [displaySymbol](): DisplayBundle {
    return {
      'text/plain': operationText(this),
      'application/vnd.replilab.operation+json': { ...this },
    }
  }
}

/** `read x = 1   ok from n2 in 1.5 ms`, `write x = 1   fail from n2 in 1.5 ms: ask n1` */
export function operationText(view: OperationView): string {
  const { action, key, outcome, reason, values, node, latency } = view
  const shown = values.length === 0 ? 'nothing' : values.map(json).join(' | ')
  const value = action === 'write' || outcome === 'ok' ? ` = ${shown}` : ''
  const place = node === undefined ? '' : ` from ${node}`
  const why = reason === undefined ? '' : `: ${reason}`
  return `${action} ${key}${value}   ${outcome}${place} in ${formatDuration(latency)}${why}`
}

const json = (value: unknown) => JSON.stringify(value) ?? 'undefined'

/** Why an operation is not ok. @param nameOf name of a node, undefined for none */
export function reasonOf(
  { outcome, reply }: OperationResult,
  action: 'read' | 'write',
  nameOf: (node: EndpointId) => string | undefined,
): string | undefined {
  if (outcome === Outcome.ok) return undefined
  switch (reply?.status) {
    case 'redirect':
      return `ask ${nameOf(reply.leader) ?? 'another node'}`
    case 'refused':
      return 'refused'
    case 'uncertain':
      return 'not confirmed'
    default:
      return outcome === Outcome.fail && action === 'write'
        ? 'refused until the timeout'
        : 'no answer in time'
  }
}

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
