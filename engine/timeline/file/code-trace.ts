import type { EventColumns } from '../../trace/columns.ts'
import { EventKind } from '../../trace/event.ts'
import type { HistoryParts } from '../../trace/history.ts'
import type { NumberCoder } from './number-coder.ts'

/** Contexts of the numbers of events, from here: a field and what the event is. */
const FIRST_CONTEXT = 100
const KINDS = 32

const Field = {
  kind: 0,
  message: 1,
  operation: 2,
  time: 3,
  node: 4,
  peer: 5,
  key: 6,
  a: 7,
  b: 8,
  /** A message's kind, after the kind of the message before; up to 256 of them. */
  messageKind: 9,
} as const

const { invoke, send, deliver, drop } = EventKind

/** Writes the events of a trace, or fills its columns with what is read. Shown the history first, which foresees half of it. */
export function codeEvents(
  coder: NumberCoder,
  columns: EventColumns,
  history: Pick<
    HistoryParts,
    'key' | 'action' | 'invoked' | 'returned' | 'outcome' | 'node' | 'session'
  >,
  places: number,
  firstClient: number,
  isOver: () => boolean,
): void {
  const { time, kind, node, peer, operation, key, a, b } = columns
  const foreseen = new Foreseen(columns, places)
  for (let at = 0; at < kind.length && !isOver(); at++) {
    const before = at - 1
    const context = (field: number) => FIRST_CONTEXT + field * KINDS + (kind[at] % KINDS)
    const code = (field: number, value: number, likely: number) =>
      coder.code(context(field), value, likely)
    const was = before < 0 ? 0 : kind[before] % KINDS
    kind[at] = coder.code(FIRST_CONTEXT + Field.kind * KINDS + was, kind[at])
    const what = kind[at]
    const isMessage = what === send || what === deliver || what === drop
    if (isMessage) a[at] = code(Field.message, a[at], foreseen.message(what))
    const message = isMessage && what !== send ? foreseen.sent(a[at]) : undefined
    const likelyOperation = message?.operation ?? foreseen.operation(what, before)
    operation[at] = code(Field.operation, operation[at], likelyOperation)
    const id = operation[at]
    const isReturn = what === EventKind.return
    const now = before < 0 ? 0 : time[before]
    const likelyTime = what === invoke ? history.invoked[id] : isReturn ? history.returned[id] : now
    time[at] = code(Field.time, time[at], likelyTime)
    const client = firstClient + history.session[id]
    const isClients = what === invoke || isReturn
    const likelyNode = message?.to ?? (isClients ? client : before < 0 ? 0 : node[before])
    node[at] = code(Field.node, node[at], likelyNode)
    const likelyPeer = message?.from ?? (isReturn ? history.node[id] : foreseen.peer(what))
    peer[at] = code(Field.peer, peer[at], likelyPeer)
    if (what === send) {
      const last = FIRST_CONTEXT + Field.messageKind * KINDS + (foreseen.lastMessageKind & 255)
      key[at] = coder.code(last, key[at])
    } else key[at] = code(Field.key, key[at], message?.kind ?? history.key[id] ?? -1)
    if (!isMessage) {
      const likely = isReturn
        ? history.outcome[id]
        : what === invoke
          ? history.action[id]
          : undefined
      a[at] = code(Field.a, a[at], likely ?? foreseen.a(at))
    }
    b[at] = code(Field.b, b[at], foreseen.b(at))
    foreseen.note(at)
  }
}

/** What events are likely to say, from those before them. */
class Foreseen {
  lastMessageKind = 0
  private readonly columns: EventColumns
  private readonly places: number
  private readonly messages: { from: number; to: number; kind: number; operation: number }[] = []
  private nextOperation = 0
  private lastPeer = 0
  /** By kind of event and node, and by kind and operation. */
  private readonly lastA = new Map<number, number>()
  private readonly ofOperation = new Map<number, number>()
  private readonly lastB = new Map<number, number>()

  constructor(columns: EventColumns, places: number) {
    this.columns = columns
    this.places = places
  }

  message(what: number): number {
    return what === send ? this.messages.length : this.messages.length - 1
  }

  sent(message: number) {
    return this.messages[message]
  }

  operation(what: number, before: number): number {
    if (what === invoke || what === EventKind.return) return this.nextOperation
    return before < 0 ? -1 : this.columns.operation[before]
  }

  peer(what: number): number {
    return what === send ? this.lastPeer : -1
  }

  a(at: number): number {
    const { kind, operation } = this.columns
    if (operation[at] >= 0) {
      const known = this.ofOperation.get(operation[at] * KINDS + (kind[at] % KINDS))
      if (known !== undefined) return known
    }
    return (this.lastA.get(this.placeOf(at)) ?? -1) + 1
  }

  b(at: number): number {
    return this.lastB.get(this.groupOf(at)) ?? 0
  }

  note(at: number): void {
    const { kind, node, peer, operation, key, a, b } = this.columns
    this.lastB.set(this.groupOf(at), b[at])
    if (kind[at] === send) {
      this.messages.push({ from: node[at], to: peer[at], kind: key[at], operation: operation[at] })
      this.lastMessageKind = key[at]
    }
    if (kind[at] === deliver) this.lastPeer = peer[at]
    if (kind[at] === send || kind[at] === deliver || kind[at] === drop) return
    if (kind[at] === invoke) this.nextOperation = operation[at] + 1
    this.lastA.set(this.placeOf(at), a[at])
    if (operation[at] >= 0) this.ofOperation.set(operation[at] * KINDS + (kind[at] % KINDS), a[at])
  }

  private placeOf(at: number): number {
    const { kind, node } = this.columns
    return kind[at] * this.places + node[at]
  }

  /** Of a message its size goes by its kind, of anything else its second number by the node. */
  private groupOf(at: number): number {
    const { kind, key } = this.columns
    return kind[at] === send ? -1 - key[at] : this.placeOf(at)
  }
}
