/** Heights in a node's row, in pixels, from its upper edge on; what is left below is where messages run. */
export interface NodeSize {
  readonly height: number
  /** Room for marks above the strip; 0: they stand on it. */
  readonly marks: number
  readonly strip: number
  /** The curve of log and hints below the strip; 0: there is none. */
  readonly position: number
}

/** Heights in a client's row. */
export interface ClientSize {
  readonly height: number
  readonly bar: number
  /** By how much row and bar grow for each further line of a client that waits for several answers at once. */
  readonly line: number
}

export const NODE_SIZES: readonly NodeSize[] = [
  { height: 72, marks: 14, strip: 18, position: 16 },
  { height: 52, marks: 13, strip: 15, position: 11 },
  { height: 34, marks: 0, strip: 14, position: 8 },
  { height: 20, marks: 0, strip: 11, position: 0 },
]

export const CLIENT_SIZES: readonly ClientSize[] = [
  { height: 26, bar: 14, line: 11 },
  { height: 19, bar: 11, line: 8 },
  { height: 14, bar: 9, line: 3 },
  { height: 7, bar: 5, line: 1 },
  { height: 4, bar: 3, line: 0 },
]

/** Rows that are less high than this have no names of their own: their group is named. */
export const LEAST_NAMED_HEIGHT = 13

/** Which sizes go together, the roomiest first: nodes, then clients. */
const PAIRS: readonly (readonly [node: number, client: number])[] = [
  [0, 0],
  [1, 0],
  [0, 1],
  [1, 1],
  [1, 2],
  [1, 3],
  [2, 2],
  [2, 3],
  [2, 4],
  [3, 3],
  [3, 4],
]

export interface RowSizes {
  readonly node: NodeSize
  readonly client: ClientSize
}

/**
 * The roomiest sizes by which rows fit into a height, or the smallest of all where none does.
 *
 * @param lines lines of bars of each client
 */
export function rowSizes(nodes: number, lines: readonly number[], height: number): RowSizes {
  const [node, client] =
    PAIRS.find((pair) => heightOf(nodes, lines, pair) <= height) ?? PAIRS[PAIRS.length - 1]
  return { node: NODE_SIZES[node], client: CLIENT_SIZES[client] }
}

function heightOf(
  nodes: number,
  lines: readonly number[],
  [node, client]: readonly [number, number],
): number {
  const size = CLIENT_SIZES[client]
  const further = lines.reduce((sum, count) => sum + count - 1, 0)
  return nodes * NODE_SIZES[node].height + lines.length * size.height + further * size.line
}
