import { createColumns, type EventColumns } from '../../trace/columns.ts'
import { EventKind } from '../../trace/event.ts'
import { Trace } from '../../trace/trace.ts'
import type { Renumbered } from './cut-history.ts'

/** What of a trace is kept. */
export interface KeptEvents {
  readonly operations: Renumbered
  readonly messages: Renumbered
  readonly faults: Renumbered
  /** By number of the operation in the run: whether all its events are kept, or no more than its call and return. */
  readonly isWhole: Uint8Array
}

const { send, deliver, drop, store, conflict, siblings } = EventKind

/** Events that are always kept, as long as they are not too many: what became of nodes. */
const OF_NODES: readonly EventKind[] = [
  EventKind.crash,
  EventKind.restart,
  EventKind.pause,
  EventKind.resume,
  EventKind.role,
]

/** By kind: looked up for every event of the run. */
const IS_OF_NODE = Uint8Array.from({ length: 256 }, (_, kind) =>
  OF_NODES.includes(kind as EventKind) ? 1 : 0,
)

/** Events of nodes that are kept at most; of more, as many spread evenly. */
export const MAXIMUM_NODE_EVENTS = 2_000

function nodeEvents(trace: Trace): ReadonlySet<number> {
  const positions: number[] = []
  trace.eachOf(OF_NODES, (_columns, _index, position) => positions.push(position))
  if (positions.length <= MAXIMUM_NODE_EVENTS) return new Set(positions)
  const share = positions.length / MAXIMUM_NODE_EVENTS
  return new Set(
    Array.from({ length: MAXIMUM_NODE_EVENTS }, (_, at) => positions[Math.floor(at * share)]),
  )
}

/** The events that are kept, with the numbers that operations and messages have in the part. What is left out counts as dropped. */
export function cutTrace(trace: Trace, kept: KeptEvents): Trace {
  const positions = keptPositions(trace, kept)
  const columns = createColumns(positions.length)
  for (const [at, position] of positions.entries()) copyEvent(trace, position, kept, columns, at)
  const { fingerprint, messageNames, length, dropped } = trace
  return new Trace({
    chunks: [columns],
    length: positions.length,
    dropped: dropped + length - positions.length,
    fingerprint,
    messageNames,
    carried: cutCarried(trace, kept),
  })
}

function keptPositions(trace: Trace, kept: KeptEvents): number[] {
  const { operations, messages, faults, isWhole } = kept
  const ofNodes = nodeEvents(trace)
  const positions: number[] = []
  let last = -1
  let lastKind = 0
  trace.each(({ kind, operation, a }, index, position) => {
    const what = kind[index]
    const id = operation[index]
    let isKept = IS_OF_NODE[what] === 1 && ofNodes.has(position)
    if (what === send || what === deliver || what === drop) isKept = messages.toPart[a[index]] >= 0
    else if (what === EventKind.fault) isKept = faults.toPart[a[index]] >= 0
    else if (what === EventKind.invoke || what === EventKind.return) {
      isKept = operations.toPart[id] >= 0
    } else if (what === siblings) {
      // It tells how many there are after the version right before it.
      isKept = last === position - 1 && (lastKind === store || lastKind === conflict)
    } else if (id >= 0) isKept = isWhole[id] === 1
    if (!isKept) return
    positions.push(position)
    last = position
    lastKind = what
  })
  return positions
}

function copyEvent(
  trace: Trace,
  position: number,
  { operations, messages, faults }: KeptEvents,
  columns: EventColumns,
  at: number,
): void {
  const { time, kind, node, peer, operation, key, a, b } = trace.at(position)
  const isMessage = kind === send || kind === deliver || kind === drop
  const namesWrite = kind === conflict || kind === EventKind.discard
  columns.time[at] = time
  columns.kind[at] = kind
  columns.node[at] = node
  columns.peer[at] = peer
  columns.operation[at] = operation < 0 ? operation : operations.toPart[operation]
  columns.key[at] = key
  if (isMessage) columns.a[at] = messages.toPart[a]
  else if (namesWrite) columns.a[at] = operations.toPart[a] ?? -1
  else columns.a[at] = kind === EventKind.fault ? faults.toPart[a] : a
  columns.b[at] = b
}

function cutCarried({ carried }: Trace, { operations, messages }: KeptEvents): Trace['carried'] {
  const pairs: [number, number][] = []
  for (let pair = 0; pair < carried.length; pair++) {
    const message = messages.toPart[carried.message[pair]]
    const operation = operations.toPart[carried.operation[pair]] ?? -1
    if (message >= 0 && operation >= 0) pairs.push([message, operation])
  }
  return {
    length: pairs.length,
    message: Int32Array.from(pairs, ([message]) => message),
    operation: Int32Array.from(pairs, ([, operation]) => operation),
  }
}
