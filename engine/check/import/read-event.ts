import {
  EVENT_TYPES,
  type EventType,
  FUNCTIONS,
  type FunctionName,
  type HistoryEvent,
} from './event.ts'
import { Atom, type Form, FormMap, Tagged } from './form.ts'
import { formText } from './form-text.ts'
import { quoted, Refusal } from './refusal.ts'

/** A map as an event; null for what is no client's: fault injectors have keywords for processes. */
export function eventOfForm(form: Form, line: number): HistoryEvent | null {
  const map = form instanceof Tagged ? form.value : form
  if (!(map instanceof FormMap)) return refuse(line, `${quoted(formText(form))} is not a map.`)
  const process = field(map, 'process')
  if (process === undefined) return refuse(line, 'process is missing.')
  if (!isClient(process)) return null
  const type = typeOf(field(map, 'type'), line)
  const session = field(map, 'session')
  return {
    line,
    process: process,
    session: isClient(session) ? session : process,
    type,
    function: functionOf(field(map, 'f'), line),
    key: field(map, 'key'),
    value: field(map, 'value'),
    hasError: (field(map, 'error') ?? null) !== null,
    nanos: numberOf(map, 'time', 'a number of nanoseconds', line),
    index: numberOf(map, 'index', 'a number', line),
  }
}

/** The text of a field's key: keywords in EDN and strings in JSON. */
const keysOf = (name: string) => [`:${name}`, JSON.stringify(name)] as const
const FIELDS = {
  process: keysOf('process'),
  session: keysOf('session'),
  type: keysOf('type'),
  f: keysOf('f'),
  key: keysOf('key'),
  value: keysOf('value'),
  error: keysOf('error'),
  time: keysOf('time'),
  index: keysOf('index'),
}

function field(map: FormMap, name: keyof typeof FIELDS): Form | undefined {
  const [inEdn, inJson] = FIELDS[name]
  const value = map.get(inEdn)
  return value === undefined ? map.get(inJson) : value
}

/** Clients have numbers, or names; the fault injector is called nemesis. */
export const isClient = (process: Form | undefined): process is number | string =>
  typeof process === 'number' || (typeof process === 'string' && !/^:?nemesis/.test(process))

export function typeOf(form: Form | undefined, line: number): EventType {
  const name = wordOf(form, 'type', line)
  return (
    EVENT_TYPES.find((type) => type === name) ??
    refuse(line, `type is ${quoted(name)}, but must be invoke, ok, fail or info.`)
  )
}

export function functionOf(form: Form | undefined, line: number): FunctionName {
  const name = wordOf(form, 'f', line)
  return (
    FUNCTIONS.find((one) => one === name) ??
    refuse(line, `f is ${quoted(name)}, but must be read, write, cas, get, put or append.`)
  )
}

/** `:ok` as `ok`. */
function wordOf(form: Form | undefined, name: string, line: number): string {
  if (form === undefined) return refuse(line, `${name} is missing.`)
  const text = form instanceof Atom ? form.text : form
  return typeof text === 'string' ? text.replace(/^:/, '') : formText(form)
}

function numberOf(
  map: FormMap,
  name: 'time' | 'index',
  what: string,
  line: number,
): number | undefined {
  const form = field(map, name) ?? null
  if (form === null) return undefined
  if (typeof form === 'number') return form
  return refuse(line, `${name} is ${quoted(formText(form))}, but must be ${what}.`)
}

function refuse(line: number, reason: string): never {
  throw new Refusal('malformed', reason, line)
}
