import type { EventColumns } from '../../trace/columns.ts'
import { EventKind, NO_OPERATION, ROLE_NAMES } from '../../trace/event.ts'
import type { HistoryParts } from '../../trace/history.ts'
import type { HeldVersion } from '../recorded-run.ts'
import { OperationClass } from '../timeline.ts'
import { type Density, MAXIMUM_BINS } from '../window.ts'
import type { ThinnedParts } from './code-thinning.ts'
import type { Header } from './header.ts'
import type { RecordedNumbers } from './recorded-numbers.ts'

/** The named limit: numbers of keys that are read, so that no text makes a reader keep a table for keys that are not there. */
export const MAXIMUM_KEYS = 1_000_000

/** What is wrong with columns that were read, in words; undefined where everything that they point at is there. */
export const wrongHistory = (history: HistoryParts, header: Header): string | undefined =>
  isEvery(history.key.length, (id) => isFineOperation(history, header, id))
    ? undefined
    : 'its history names what is not there'

function isFineOperation(history: HistoryParts, header: Header, id: number): boolean {
  const { session, action, key, invoked, returned, outcome, node, source } = history
  const clients = header.places.filter(({ kind }) => kind === 'client').length
  return (
    session[id] >= 0 &&
    session[id] < clients &&
    action[id] <= 1 &&
    isKey(key[id], 0) &&
    isTime(invoked[id]) &&
    (id === 0 || invoked[id] >= invoked[id - 1]) &&
    returned[id] >= invoked[id] &&
    outcome[id] <= 3 &&
    node[id] >= -1 &&
    node[id] < header.places.length &&
    source[id] < header.operations &&
    source[id] >= -2 - header.sets.length
  )
}

const isKey = (key: number, least: number): boolean => key >= least && key < MAXIMUM_KEYS
const isTime = (time: number): boolean => Number.isSafeInteger(time) && time >= 0

export function wrongSets({ sets, values, operations }: Header): string | undefined {
  const isFine = sets.every((set) => set.every((id) => id >= 0 && id < operations))
  const areValuesFine = values.every(([id]) => id < operations)
  return isFine && areValuesFine ? undefined : 'its values are of operations that are not there'
}

export function wrongEvents(columns: EventColumns, header: Header): string | undefined {
  const check = new EventCheck(columns, header)
  return isEvery(columns.kind.length, (at) => check.isFine(at))
    ? undefined
    : 'its events name what is not there'
}

/** What stands beside history and events. */
export function wrongReferences(
  { columns, carried, held, holders, thinned }: RecordedNumbers,
  header: Header,
): string | undefined {
  const { places, operations, authorities, clocks, faults } = header
  const isPlace = (id: number) => id >= 0 && id < places.length
  const isOperation = (id: number) => id >= 0 && id < operations
  const sent = columns.kind.reduce((count, kind) => count + (kind === send ? 1 : 0), 0)
  const isMessage = (id: number) => id >= 0 && id < sent
  const areFine =
    authorities.every(isPlace) &&
    clocks.every(({ node }) => isPlace(node)) &&
    faults.every(({ nodes, cuts }) => nodes.every(isPlace) && cuts.flat().every(isPlace)) &&
    carried.message.every(isMessage) &&
    carried.operation.every((id) => id === NO_OPERATION || isOperation(id)) &&
    holders.every((nodes) => nodes.every(isPlace)) &&
    held.every(({ replica, versions }) => isPlace(replica) && versions.every(isFineVersion))
  if (!areFine) return 'it names what is not there'
  return thinned === undefined ? undefined : wrongThinning(thinned, operations, sent, isPlace)

  function isFineVersion({ key, operation, merged }: HeldVersion): boolean {
    return isKey(key, 0) && isOperation(operation) && merged.every(isOperation)
  }
}

function wrongThinning(
  { operationNumbers, messageNumbers, endings, lanes, densities }: ThinnedParts,
  operations: number,
  sent: number,
  isPlace: (id: number) => boolean,
): string | undefined {
  const isFineDensity = ({ from, binMicros, bins, groups }: Density) =>
    isTime(from) &&
    Number.isSafeInteger(binMicros) &&
    binMicros > 0 &&
    isCode(bins, MAXIMUM_BINS + 1) &&
    groups.every(
      (group) =>
        isPlace(group.from) &&
        isPlace(group.to) &&
        group.counts.every((line) => line === undefined || line.length === bins),
    )
  const areLanesFine = lanes.every(
    ({ endpoint, spans }) =>
      isPlace(endpoint) &&
      spans.every(({ from, to, health }) => from <= to && health !== undefined),
  )
  const isFine =
    operationNumbers.length === operations &&
    endings.length === operations &&
    endings.every((ending) => ending < ENDINGS) &&
    messageNumbers.length === sent &&
    areLanesFine &&
    Object.values(densities).every(isFineDensity)
  return isFine ? undefined : 'what it says of the whole run does not fit'
}

const ENDINGS = Object.keys(OperationClass).length

const { send, deliver, drop } = EventKind

/** Looks at events in order. */
class EventCheck {
  private readonly columns: EventColumns
  private readonly header: Header
  private messages = 0

  constructor(columns: EventColumns, header: Header) {
    this.columns = columns
    this.header = header
  }

  isFine(at: number): boolean {
    const { time, kind, node, peer, operation, key } = this.columns
    const { places, operations } = this.header
    const isMessage = kind[at] === send || kind[at] === deliver || kind[at] === drop
    return (
      isTime(time[at]) &&
      (at === 0 || time[at] >= time[at - 1]) &&
      kind[at] >= EventKind.invoke &&
      kind[at] <= EventKind.sync &&
      node[at] >= -1 &&
      node[at] < places.length &&
      peer[at] >= -1 &&
      peer[at] < places.length &&
      operation[at] >= -1 &&
      operation[at] < operations &&
      (isMessage ? this.isFineMessage(at) : isKey(key[at], -1) && this.isFineNumber(at))
    )
  }

  /** Messages are numbered in order of sending, and arrive after that. */
  private isFineMessage(at: number): boolean {
    const { kind, node, peer, key, a, b } = this.columns
    const isNamed = key[at] >= 0 && key[at] < this.header.messageNames.length
    if (!isNamed || node[at] < 0 || peer[at] < 0 || !Number.isInteger(a[at])) return false
    if (kind[at] === send) return a[at] === this.messages++
    return a[at] >= 0 && a[at] < this.messages && (kind[at] === deliver || isCode(b[at], 3))
  }

  private isFineNumber(at: number): boolean {
    const { kind, node, operation, a } = this.columns
    const { faults, operations } = this.header
    switch (kind[at]) {
      case EventKind.fault:
        return isCode(a[at], faults.length)
      case EventKind.role:
        return node[at] >= 0 && isCode(a[at], ROLE_NAMES.length)
      case EventKind.invoke:
      case EventKind.return:
        return operation[at] >= 0 && isCode(a[at], 4)
      case EventKind.conflict:
      case EventKind.discard:
        return node[at] >= 0 && a[at] >= -1 && a[at] < operations
      case EventKind.hint:
      case EventKind.crash:
        return node[at] >= 0 && isCode(a[at], 3)
      default:
        return node[at] >= 0 && Number.isFinite(a[at])
    }
  }
}

const isCode = (value: number, codes: number): boolean =>
  Number.isInteger(value) && value >= 0 && value < codes

function isEvery(length: number, test: (at: number) => boolean): boolean {
  for (let at = 0; at < length; at++) if (!test(at)) return false
  return true
}
