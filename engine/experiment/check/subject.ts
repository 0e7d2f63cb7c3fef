import { registersOfRun } from '../../check/from-run.ts'
import type { ImportedHistory } from '../../check/import/import-history.ts'
import { type HistoryModel, modelNamed } from '../../check/import/models.ts'
import { registersOf } from '../../check/linearizable/registers-of.ts'
import { isRegister, type RegisterInput, type RegisterOutput } from '../../check/models/register.ts'
import type { ObservedHistory } from '../../check/observed-history.ts'
import type { RegisterHistory } from '../../check/register-history.ts'
import type { RunKnowledge } from '../../check/run/knowledge.ts'
import type { SequentialModel } from '../../check/sequential-model.ts'
import { formatMoment } from '../../trace/format.ts'
import { History } from '../../trace/history.ts'
import { Cluster } from '../cluster/cluster.ts'
import { Run } from '../run/run.ts'
import { orThrow } from '../scenario-error.ts'
import { problem, refuse } from '../schema/refusal.ts'

/** What can be checked: a run, a cluster as far as it has come, the history of one of these, or a history that was recorded elsewhere. */
export type Checkable = Run | Cluster | History | ImportedHistory | ObservedHistory

/** A sequential specification of one's own, or the name of one of the engine's. */
export type ModelOption = HistoryModel | SequentialModel<never, never, never>

/** A subject, with as much as is known of it. */
export interface CheckSubject {
  /** Undefined where reads do not name their writes. */
  readonly registers: RegisterHistory | undefined
  /** Where it was recorded elsewhere: the operations, and what they are held against. */
  readonly observed:
    | { readonly history: ObservedHistory; readonly model: SequentialModel }
    | undefined
  /** Where it is a run or a cluster. */
  readonly knowledge: RunKnowledge | undefined
  readonly processName: (process: number) => string
}

export function readSubject(given: Checkable, model?: ModelOption): CheckSubject {
  if (given instanceof Run || given instanceof Cluster) return ofKnowledge(given.knowledge)
  if (given instanceof History) return ofHistory(given)
  if (isImported(given)) {
    const { observed, names } = given
    return ofObserved(observed, modelOf(model ?? given.model), (process) => names.process(process))
  }
  if (isObserved(given)) {
    if (model === undefined) {
      const sentence =
        'A list of operations says nothing of what they were done to: give options.model, such as register or a model of your own.'
      return orThrow(problem('scenario/missing-field', sentence))
    }
    return ofObserved(given, modelOf(model), (process) => `process ${process}`)
  }
  return orThrow(
    refuse('subject', given, 'a run, a cluster, a history, or what importHistory gave'),
  )
}

function ofKnowledge(knowledge: RunKnowledge): CheckSubject {
  const { registers } = knowledge
  const processName = (process: number) => registers.names.process(process)
  return { registers, observed: undefined, knowledge, processName }
}

function ofHistory(history: History): CheckSubject {
  const processName = (session: number) => `c${session + 1}`
  const registers = registersOfRun(history, {
    process: processName,
    key: (key) => `k${key}`,
    value: (write) => String(JSON.stringify(history.written(write))),
    time: formatMoment,
  })
  return { registers, observed: undefined, knowledge: undefined, processName }
}

function ofObserved(
  history: ObservedHistory,
  model: SequentialModel,
  processName: CheckSubject['processName'],
): CheckSubject {
  const registers = isRegister(model)
    ? registersOf(history as ObservedHistory<RegisterInput, RegisterOutput>, model.initial)
    : undefined
  const named = registers && { ...registers, names: { ...registers.names, process: processName } }
  return { registers: named, observed: { history, model }, knowledge: undefined, processName }
}

const modelOf = (model: ModelOption): SequentialModel =>
  typeof model === 'string' ? modelNamed(model) : (model as SequentialModel)

const isImported = (given: object): given is ImportedHistory =>
  typeof given === 'object' && given !== null && 'observed' in given && 'model' in given

const isObserved = (given: object): given is ObservedHistory =>
  typeof given === 'object' && given !== null && 'operations' in given
