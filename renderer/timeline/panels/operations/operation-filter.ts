import { OPERATION_STYLES } from '../../../../engine/timeline/draw/index.ts'
import { namesOfRecording, type Timeline, type Window } from '../../../../engine/timeline/index.ts'

/** Which operations a table lists; undefined: all. */
export interface OperationFilter {
  /** `OperationClass` */
  readonly ending?: number | undefined
  /** 0 reads, 1 writes. */
  readonly action?: number | undefined
  /** Number of the client in the history. */
  readonly session?: number | undefined
  readonly key?: number | undefined
  /** The replica that answered. */
  readonly node?: number | undefined
  /** Those that were under way in it. */
  readonly window?: Window | undefined
  /** Endpoints of clients that are shown. */
  readonly endpoints?: ReadonlySet<number> | undefined
  /** Words, each of which must stand in a row: a name, a number, or a part of one. */
  readonly text?: string | undefined
}

/** What a person chose; the rest of the filter is the timeline's. */
export type OperationChoice = {
  -readonly [Part in 'ending' | 'action' | 'session' | 'node' | 'text']?: OperationFilter[Part]
} & {
  /** Only those that are under way in the window. */
  isInView: boolean
}

/** All operations. */
export const NO_CHOICE: OperationChoice = { text: '', isInView: false }

/** Whether an operation is listed. Made once for a filter, so that each operation costs a few look-ups. */
export function operationTest(
  timeline: Timeline,
  filter: OperationFilter,
): (id: number) => boolean {
  const { operations, clients } = timeline
  const { ending, action, session, key, node, invoked, returned } = operations
  const { window, endpoints } = filter
  const words = wordTests(timeline, filter.text ?? '')
  return (id) =>
    (filter.ending === undefined || ending[id] === filter.ending) &&
    (filter.action === undefined || action[id] === filter.action) &&
    (filter.session === undefined || session[id] === filter.session) &&
    (filter.key === undefined || key[id] === filter.key) &&
    (filter.node === undefined || node[id] === filter.node) &&
    (window === undefined || (invoked[id] <= window.to && returned[id] >= window.from)) &&
    (endpoints === undefined || endpoints.has(clients[session[id]]?.endpoint)) &&
    words.every((isIn) => isIn(id))
}

type Test = (id: number) => boolean

const wordTests = (timeline: Timeline, text: string): Test[] =>
  text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => wordTest(timeline, word))

/** Names are few: which of them have the word is found once, and not for each operation. */
function wordTest({ operations, clients, nodes, run }: Timeline, word: string): Test {
  const { session, action, key, ending, node, length } = operations
  const has = (name: string) => name.toLowerCase().includes(word)
  const inClient = clients.map(({ name }) => has(name))
  const inEnding = OPERATION_STYLES.map(({ name }) => has(name))
  const inAction = ['read', 'write'].map(has)
  const inNode = new Set(nodes.filter(({ name }) => has(name)).map(({ endpoint }) => endpoint))
  const names = namesOfRecording(run)
  let keys = 0
  for (let id = 0; id < length; id++) keys = Math.max(keys, key[id] + 1)
  const inKey = Array.from({ length: keys }, (_, number) => has(names.key(number)))
  return (id) =>
    inClient[session[id]] ||
    inKey[key[id]] ||
    inEnding[ending[id]] ||
    inAction[action[id]] ||
    inNode.has(node[id]) ||
    String(run.thinned?.operationNumbers[id] ?? id) === word
}
