import { casRegister } from '../models/cas-register.ts'
import { keyValue } from '../models/key-value.ts'
import { register } from '../models/register.ts'
import type { SequentialModel } from '../sequential-model.ts'
import type { FunctionName, HistoryEvent } from './event.ts'

/** What a history is one of: registers that are read and written, or compared and set too; or a store of texts by key. */
export const HISTORY_MODELS = ['register', 'cas-register', 'kv'] as const
export type HistoryModel = (typeof HISTORY_MODELS)[number]

/** The model by its name. */
export function modelNamed(name: HistoryModel): SequentialModel {
  const models = { register, 'cas-register': casRegister, kv: keyValue }
  return models[name]() as SequentialModel
}

/** What each model calls an operation; undefined: it has none such. */
export const ACTIONS = {
  register: { read: 'read', get: 'read', write: 'write', put: 'write' },
  'cas-register': {
    read: 'read',
    get: 'read',
    write: 'write',
    put: 'write',
    cas: 'compare-and-set',
  },
  kv: { read: 'get', get: 'get', write: 'put', put: 'put', append: 'append' },
} as const satisfies Record<HistoryModel, Partial<Record<FunctionName, string>>>

/** Tells by what was asked what a history is one of: the simplest model that has all of it. */
export function detectModel(events: readonly HistoryEvent[]): HistoryModel {
  const functions = new Set(events.map((event) => event.function))
  if (functions.has('append')) return 'kv'
  if (functions.has('cas')) return 'cas-register'
  const isStore = functions.has('get') || functions.has('put')
  return isStore && events.every(hasText) ? 'kv' : 'register'
}

/** Keys of a store are empty at first and hold texts; other values make a register that is nil at first. */
const hasText = ({ value }: HistoryEvent): boolean =>
  (value ?? null) === null || typeof value === 'string'
