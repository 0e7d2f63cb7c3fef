import type { TimelineView } from '../../../../engine/timeline/draw/index.ts'
import {
  type FaultSpan,
  MarkKind,
  type Marks,
  MessageFate,
  type MessageLines,
  type NodeLane,
  type NodeSpan,
  type OperationBars,
  OperationClass,
  type RecordedRun,
  type Shown,
  type Steps,
  type Timeline,
  type Window,
} from '../../../../engine/timeline/index.ts'
import { History, Outcome } from '../../../../engine/trace/history.ts'

/** One second in which a leader crashes, a follower takes over, a write is lost and a message never arrives: made by hand, so that a test knows all of it. */
export const END = 1_000_000

const NO_STEPS: Steps = { times: new Float64Array(), values: new Float64Array() }

export const steps = (...pairs: readonly (readonly [number, number])[]): Steps => ({
  times: Float64Array.from(pairs, ([time]) => time),
  values: Float64Array.from(pairs, ([, value]) => value),
})

const span = (
  from: number,
  to: number,
  health: NodeSpan['health'],
  role: NodeSpan['role'],
  term: number,
): NodeSpan => ({ from, to, health, role, term })

const node = (endpoint: number, spans: readonly NodeSpan[], log: Steps): NodeLane => ({
  endpoint,
  name: `n${endpoint + 1}`,
  kind: 'replica',
  region: '',
  spans,
  log,
  committed: log,
  stored: log,
  hints: NO_STEPS,
  clockAhead: NO_STEPS,
})

export interface Sent {
  readonly sent: number
  readonly ended: number
  readonly from: number
  readonly to: number
  readonly fate: MessageFate
}

export const messageLines = (all: readonly Sent[]): MessageLines => ({
  length: all.length,
  sent: Float64Array.from(all, ({ sent }) => sent),
  ended: Float64Array.from(all, ({ ended }) => ended),
  from: Int16Array.from(all, ({ from }) => from),
  to: Int16Array.from(all, ({ to }) => to),
  kind: new Uint8Array(all.length),
  fate: Uint8Array.from(all, ({ fate }) => fate),
  operation: new Int32Array(all.length).fill(-1),
  longestMicros: Math.max(0, ...all.map(({ sent, ended }) => ended - sent)),
})

export interface Called {
  readonly invoked: number
  readonly returned: number
  readonly session: number
  readonly action: 0 | 1
  readonly ending: OperationClass
}

export const operationBars = (all: readonly Called[]): OperationBars => ({
  length: all.length,
  invoked: Float64Array.from(all, ({ invoked }) => invoked),
  returned: Float64Array.from(all, ({ returned }) => returned),
  session: Int32Array.from(all, ({ session }) => session),
  action: Uint8Array.from(all, ({ action }) => action),
  key: new Int32Array(all.length),
  ending: Uint8Array.from(all, ({ ending }) => ending),
  node: new Int16Array(all.length),
})

const marksOf = (all: readonly (readonly [number, MarkKind, number])[]): Marks => ({
  length: all.length,
  time: Float64Array.from(all, ([time]) => time),
  kind: Uint8Array.from(all, ([, kind]) => kind),
  node: Int16Array.from(all, ([, , at]) => at),
  operation: new Int32Array(all.length).fill(-1),
  count: new Int32Array(all.length).fill(1),
  position: new Int32Array(all.length),
})

const FAULT: FaultSpan = {
  number: 0,
  label: 'crash leader',
  kind: 'crash',
  from: 300_000,
  to: 800_000,
  nodes: [0],
}

export const MESSAGES: readonly Sent[] = [
  { sent: 100_000, ended: 120_000, from: 0, to: 1, fate: MessageFate.delivered },
  { sent: 100_000, ended: 150_000, from: 0, to: 2, fate: MessageFate.delivered },
  { sent: 290_000, ended: 290_000, from: 0, to: 1, fate: MessageFate.lost },
  { sent: 400_000, ended: 440_000, from: 1, to: 0, fate: MessageFate.receiverDown },
  { sent: 600_000, ended: 620_000, from: 3, to: 1, fate: MessageFate.delivered },
  { sent: 990_000, ended: Number.POSITIVE_INFINITY, from: 1, to: 2, fate: MessageFate.open },
]

export const OPERATIONS: readonly Called[] = [
  { invoked: 90_000, returned: 160_000, session: 0, action: 1, ending: OperationClass.ok },
  { invoked: 280_000, returned: 300_000, session: 0, action: 1, ending: OperationClass.lost },
  { invoked: 310_000, returned: 700_000, session: 1, action: 1, ending: OperationClass.unknown },
  { invoked: 600_000, returned: 640_000, session: 0, action: 0, ending: OperationClass.stale },
  {
    invoked: 950_000,
    returned: Number.POSITIVE_INFINITY,
    session: 1,
    action: 0,
    ending: OperationClass.open,
  },
]

/** Reads find what operation 0 wrote. */
function historyOf(all: readonly Called[]): History {
  const history = new History()
  for (const { invoked, returned, session, action, ending } of all) {
    const id = history.invoke(session, action, 0, invoked, action === 1 ? 'new' : undefined)
    if (action === 0) history.setSource(id, 0)
    const isKnown = ending !== OperationClass.unknown
    if (Number.isFinite(returned))
      history.return(id, isKnown ? Outcome.ok : Outcome.unknown, 0, returned)
  }
  return history
}

/** Of a recording, what is drawn of it. */
const run = {
  title: 'single-leader',
  keys: ['x'],
  places: [],
  faults: [],
  trace: { messageNames: ['append'] },
  history: historyOf(OPERATIONS),
} as unknown as RecordedRun

export function handMade(change: Partial<Timeline> = {}): Timeline {
  return {
    run,
    endMicros: END,
    nodes: [
      node(
        0,
        [
          span(0, 300_000, 'up', 'leader', 1),
          span(300_000, 800_000, 'down', undefined, 0),
          span(800_000, 900_000, 'recovering', 'follower', 2),
          span(900_000, END, 'up', 'follower', 2),
        ],
        steps([100_000, 1], [290_000, 2], [850_000, 1], [900_000, 3]),
      ),
      node(
        1,
        [
          span(0, 400_000, 'up', 'follower', 1),
          span(400_000, 450_000, 'up', 'candidate', 2),
          span(450_000, END, 'up', 'leader', 2),
        ],
        steps([120_000, 1], [600_000, 3]),
      ),
      node(2, [span(0, END, 'up', 'follower', 1)], steps([150_000, 1])),
    ],
    clients: [3, 4].map((endpoint, session) => ({
      endpoint,
      session,
      name: `c${session + 1}`,
      region: '',
    })),
    operations: operationBars(OPERATIONS),
    messages: messageLines(MESSAGES),
    faults: [FAULT],
    marks: marksOf([
      [300_000, MarkKind.crash, 0],
      [400_000, MarkKind.candidate, 1],
      [450_000, MarkKind.leader, 1],
      [850_000, MarkKind.truncate, 0],
    ]),
    ...change,
  }
}

export const WHOLE: Window = { from: 0, to: END }

export const NONE = new Int32Array()
export const all = (count: number): Int32Array => Int32Array.from({ length: count }, (_, at) => at)

/** Everything one by one. */
export const viewOf = (timeline: Timeline, window: Window = WHOLE): TimelineView => ({
  window,
  operations: { form: 'each', ids: all(timeline.operations.length) },
  messages: { form: 'each', ids: all(timeline.messages.length) },
  notableOperations: NONE,
  notableMessages: NONE,
  marks: { form: 'each', ids: all(timeline.marks.length) },
})

/** Messages of a window counted in bins, by pair and fate. */
export function densityOf({ messages }: Timeline, window: Window, bins: number): Shown {
  const binMicros = (window.to - window.from) / bins
  const groups = new Map<
    string,
    { from: number; to: number; counts: (Uint32Array | undefined)[] }
  >()
  for (let id = 0; id < messages.length; id++) {
    const bin = Math.floor((messages.sent[id] - window.from) / binMicros)
    if (bin < 0 || bin >= bins) continue
    const [from, to] = [messages.from[id], messages.to[id]]
    const group = groups.get(`${from} ${to}`) ?? { from, to, counts: [] }
    groups.set(`${from} ${to}`, group)
    group.counts[messages.fate[id]] ??= new Uint32Array(bins)
    group.counts[messages.fate[id]]![bin]++
  }
  return { form: 'density', from: window.from, binMicros, bins, groups: [...groups.values()] }
}
