import type { CasRegisterInput } from '../models/cas-register.ts'
import type { KeyValueInput } from '../models/key-value.ts'
import type { Value } from '../models/value.ts'
import { NEVER_RETURNED, type ObservedOperation } from '../observed-history.ts'
import type { Call } from './calls.ts'
import type { Form } from './form.ts'
import { formText } from './form-text.ts'
import { isPair, type KeyedEvent } from './independent-keys.ts'
import { ACTIONS, type HistoryModel } from './models.ts'
import { quoted, Refusal } from './refusal.ts'

export type Input = CasRegisterInput | KeyValueInput

/** How the operations of one history are made. */
export interface OperationMaker {
  readonly model: HistoryModel
  readonly asValue: (form: Form) => Value
  /** Number of a session, in order of appearance. */
  readonly processOf: (event: KeyedEvent) => number
}

/**
 * A call as an operation; null for what says nothing: what certainly was not done, and reads without an answer.
 *
 * A compare-and-set that failed without a reason found another value than the expected one; with a reason, it was not done, whatever there was.
 */
export function operationOf(
  call: Call,
  id: number,
  maker: OperationMaker,
): ObservedOperation<Input, Value> | null {
  const { asked, ended } = call
  const input = inputOf(call, maker)
  const output = outputOf(call, input, maker)
  const isKnown = ended !== undefined && ended.type !== 'info'
  if (output === undefined && (isKnown || isRead(input))) return null
  return {
    id,
    process: maker.processOf(asked),
    key: asked.key,
    input,
    output,
    isKnown,
    call: call.position,
    return: isKnown ? (call.endPosition ?? NEVER_RETURNED) : NEVER_RETURNED,
    invokedMicros: microsOf(asked),
    returnedMicros: isKnown ? microsOf(ended) : undefined,
    line: asked.line,
  }
}

const isRead = ({ action }: Input): boolean => action === 'read' || action === 'get'

const microsOf = ({ nanos }: KeyedEvent): number | undefined =>
  nanos === undefined ? undefined : Math.floor(nanos / 1000)

function inputOf({ asked, ended }: Call, { model, asValue }: OperationMaker): Input {
  const actions: Partial<Record<string, Input['action']>> = ACTIONS[model]
  const action = actions[asked.function]
  if (action === undefined) {
    const known = Object.keys(actions).join(', ')
    return refuse(asked, `${asked.function} is none of what the model ${model} has: ${known}.`)
  }
  if (action === 'read' || action === 'get') return { action }
  const form = asked.value ?? (ended?.type === 'ok' ? ended.value : null) ?? asked.value
  if (form === undefined) return refuse(asked, `${asked.function} has no value.`)
  if (action === 'compare-and-set') return comparison(form, asked, asValue)
  if (action === 'write') return { action, value: asValue(form) }
  return { action, value: textOf(form, asked) }
}

function comparison(form: Form, asked: KeyedEvent, asValue: OperationMaker['asValue']): Input {
  if (!isPair(form))
    return refuse(asked, `cas takes [expected new], not ${quoted(formText(form))}.`)
  return { action: 'compare-and-set', expected: asValue(form[0]), value: asValue(form[1]) }
}

/** What a store of texts holds; nil is the empty text, which a key has before it is put. */
function textOf(form: Form, event: KeyedEvent): string {
  if (typeof form === 'string') return form
  if (form === null && event.function !== 'append') return ''
  return refuse(event, `${event.function} has ${quoted(formText(form))}, but kv holds texts.`)
}

/** Undefined where nothing is known of the answer. */
function outputOf(
  { ended }: Call,
  input: Input,
  { model, asValue }: OperationMaker,
): Value | undefined {
  if (ended === undefined || ended.type === 'info') return undefined
  const isDone = ended.type === 'ok'
  if (isRead(input)) {
    if (!isDone) return undefined
    const form = ended.value ?? null
    return model === 'kv' ? textOf(form, ended) : asValue(form)
  }
  if (isDone) return true
  return input.action === 'compare-and-set' && !hasReason(ended) ? false : undefined
}

/** A reason stands beside the value or in its place: `:timed-out`. */
const hasReason = ({ hasError, value }: KeyedEvent): boolean =>
  hasError || !(isPair(value) || (value ?? null) === null)

function refuse({ line }: KeyedEvent, reason: string): never {
  throw new Refusal('malformed', reason, line)
}
