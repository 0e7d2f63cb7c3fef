import { NEVER_RETURNED, type ObservedOperation } from '../../check/observed-history.ts'
import { Effect, type RegisterHistory } from '../../check/register-history.ts'
import { foundValueText } from '../../check/words.ts'
import type { OperationId } from '../../trace/event.ts'
import { formatMoment } from '../../trace/format.ts'
import type { CheckSubject } from './subject.ts'

/** One operation as a verdict shows it: all text. */
export interface OperationRow {
  readonly id: OperationId
  readonly client: string
  readonly operation: string
  readonly key: string
  readonly value: string
  /** When it was called, and answered: a time, a line, or a place in the order of events. */
  readonly from: string
  readonly to: string
  /** The node that answered, in a run. */
  readonly node?: string
}

/** How the operations of a subject are shown. */
export function operationRow(subject: CheckSubject, id: OperationId): OperationRow {
  const { observed, registers, knowledge } = subject
  if (observed !== undefined) return observedRow(subject, observed.history.operations[id])
  const row = registerRow(registers!, id)
  if (knowledge === undefined) return row
  const node = knowledge.facts.history.node[id]
  return { ...row, node: node < 0 ? '' : knowledge.names.endpoint(node) }
}

const NO_ANSWER = 'no answer'

function registerRow(history: RegisterHistory, id: OperationId): OperationRow {
  const { effect, process, key, names, invokedMicros, returnedMicros } = history
  const isRead = effect[id] === Effect.read
  return {
    id,
    client: names.process(process[id]),
    operation: isRead ? 'read' : 'write',
    key: names.key(key[id]),
    value: isRead ? foundValueText(history, id) : names.value(id),
    from: names.time(invokedMicros[id]),
    to: history.return[id] === NEVER_RETURNED ? NO_ANSWER : names.time(returnedMicros[id]),
  }
}

function observedRow(subject: CheckSubject, one: ObservedOperation): OperationRow {
  const { model } = subject.observed!
  const { invokedMicros, returnedMicros, line } = one
  const called = line === undefined ? `event ${one.call + 1}` : `line ${line}`
  const returned = one.isKnown ? `event ${one.return + 1}` : NO_ANSWER
  return {
    id: one.id,
    client: subject.processName(one.process),
    operation: model.describe(one.input, one.output),
    key: one.key,
    value: '',
    from: invokedMicros === undefined ? called : formatMoment(invokedMicros),
    to: one.isKnown && returnedMicros !== undefined ? formatMoment(returnedMicros) : returned,
  }
}
