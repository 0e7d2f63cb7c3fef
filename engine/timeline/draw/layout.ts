import type { EndpointId } from '../../trace/event.ts'
import type { ClientLane, NodeLane, Timeline } from '../timeline.ts'
import type { Filter, Window } from '../window.ts'
import { type FaultRows, faultRows } from './fault-rows.ts'
import { LEAST_NAMED_HEIGHT, type RowSizes, rowSizes } from './row-sizes.ts'
import { stackingOf } from './stacking.ts'
import { widthOf } from './text.ts'

/**
 * Where everything of a timeline stands, whatever part of time is looked at. Pixels from the upper left corner.
 *
 * 1. Above are the axis of time and the faults, which stay while the rows below are scrolled.
 * 2. Rows follow each other without overlapping; nothing of a lane is drawn outside its row but messages, which run between rows.
 */
export interface Layout {
  readonly width: number
  /** Of the picture: all rows, or the part that `size.height` leaves room for. */
  readonly height: number
  /** Where time runs from left to right; names stand to the left of it. */
  readonly left: number
  readonly right: number
  readonly axis: Band
  readonly faults: Band & FaultRows
  /** Where the rows begin. */
  readonly bodyTop: number
  /** Height of all rows, seen or not. */
  readonly bodyHeight: number
  /** As if nothing were scrolled. */
  readonly rows: readonly Row[]
  /** By endpoint: index of its row; undefined for what is not shown. */
  readonly rowOf: readonly (number | undefined)[]
  /** Names of regions, and of clients whose rows are too low for names. */
  readonly groups: readonly Group[]
  readonly sizes: RowSizes
}

export interface Band {
  readonly top: number
  readonly height: number
}

export interface Row extends Band {
  readonly endpoint: EndpointId
  readonly kind: 'node' | 'client'
  readonly name: string
  readonly hasName: boolean
  /** A node's strip of state; a client's bars. */
  readonly strip: Band
}

export interface Group extends Band {
  readonly name: string
}

/** What a picture may take. */
export interface Size {
  readonly width: number
  /** What does not fit is scrolled; undefined: as high as the rows at ease. */
  readonly height?: number
  /** Whether the picture becomes higher than `height`, which its rows were made small for, in place of being scrolled. Default false. */
  readonly isWhole?: boolean
}

export interface LayoutOptions {
  readonly filter?: Filter
  /** Pixels for names at least: pictures that stand below each other have one place for each moment. Default 0. */
  readonly gutter?: number
}

const AXIS_HEIGHT = 22
const FAULT_HEIGHT = 16
const GROUP_HEIGHT = 16
const GAP = 6
const NAME_SIZE = 12
const LEAST_GUTTER = 64
const MOST_GUTTER = 150
const RIGHT_MARGIN = 18

/** Clients that have rows; of more the first ones, which the name of their group says. As many as a scenario may have. */
export const MAXIMUM_CLIENT_ROWS = 1_000

export function layOut(
  timeline: Timeline,
  size: Size,
  { filter, gutter = 0 }: LayoutOptions = {},
): Layout {
  const isShown = ({ endpoint }: { readonly endpoint: EndpointId }) =>
    filter?.endpoints?.has(endpoint) ?? true
  const nodes = byRegion(timeline.nodes.filter(isShown))
  const all = timeline.clients.filter(isShown)
  const clients = all.slice(0, MAXIMUM_CLIENT_ROWS)
  const packed = faultRows(timeline)
  const { levels } = stackingOf(timeline.operations)
  const linesOf = ({ session }: ClientLane) => levels[session] ?? 1
  const axis = { top: 0, height: AXIS_HEIGHT }
  const faults = {
    ...packed,
    top: AXIS_HEIGHT,
    height: packed.rows * FAULT_HEIGHT + (packed.rows > 0 ? 4 : 0),
  }
  const bodyTop = faults.top + faults.height + GAP
  const heads = headsOf(nodes, clients)
  const room = (size.height ?? Number.POSITIVE_INFINITY) - bodyTop - heads * GROUP_HEIGHT - 2 * GAP
  const sizes = rowSizes(nodes.length, clients.map(linesOf), room)
  const { rows, groups, end } = stack(nodes, clients, all.length, linesOf, sizes, bodyTop)
  const rowOf: (number | undefined)[] = []
  rows.forEach(({ endpoint }, at) => {
    rowOf[endpoint] = at
  })
  const left = Math.max(gutter, gutterFor(rows, groups))
  return {
    width: size.width,
    height: size.isWhole ? end : Math.min(end, size.height ?? end),
    left,
    right: Math.max(left + 1, size.width - RIGHT_MARGIN),
    axis,
    faults,
    bodyTop,
    bodyHeight: end - bodyTop,
    rows,
    rowOf,
    groups,
    sizes,
  }
}

/** Where a moment stands, in pixels from the left. */
export const xOf = ({ left, right }: Layout, { from, to }: Window, time: number): number =>
  left + ((time - from) / (to - from)) * (right - left)

/** The moment that stands at a place: the opposite of `xOf`. */
export const timeAt = ({ left, right }: Layout, { from, to }: Window, x: number): number =>
  from + ((x - left) / (right - left)) * (to - from)

/** Nodes of one region next to each other; regions in the order of their first node. */
function byRegion(nodes: readonly NodeLane[]): NodeLane[] {
  const regions = [...new Set(nodes.map(({ region }) => region))]
  return regions.flatMap((region) => nodes.filter((node) => node.region === region))
}

const hasRegions = (nodes: readonly NodeLane[]): boolean =>
  new Set(nodes.map(({ region }) => region)).size > 1

/** How many lines name groups. */
function headsOf(nodes: readonly NodeLane[], clients: readonly ClientLane[]): number {
  const regions = hasRegions(nodes) ? new Set(nodes.map(({ region }) => region)).size : 0
  return regions + (clients.length > 0 ? 1 : 0)
}

/** Puts rows below each other. */
function stack(
  nodes: readonly NodeLane[],
  clients: readonly ClientLane[],
  clientCount: number,
  linesOf: (client: ClientLane) => number,
  sizes: RowSizes,
  top: number,
): { readonly rows: Row[]; readonly groups: Group[]; readonly end: number } {
  const rows: Row[] = []
  const groups: Group[] = []
  const isNamed = hasRegions(nodes)
  let region: string | undefined
  for (const node of nodes) {
    if (isNamed && node.region !== region) {
      region = node.region
      groups.push({ name: region || 'no region', top, height: GROUP_HEIGHT })
      top += GROUP_HEIGHT
    }
    rows.push(nodeRow(node, sizes, top))
    top += sizes.node.height
  }
  if (clients.length > 0) {
    groups.push({ name: clientsName(clients.length, clientCount), top, height: GROUP_HEIGHT })
    top += GROUP_HEIGHT
  }
  for (const client of clients) {
    const row = clientRow(client, linesOf(client), sizes, top)
    rows.push(row)
    top += row.height
  }
  return { rows, groups, end: top + GAP }
}

function clientsName(shown: number, all: number): string {
  if (all === 1) return '1 client'
  return shown === all ? `${all} clients` : `${shown} of ${all} clients`
}

const nodeRow = ({ endpoint, name }: NodeLane, { node }: RowSizes, top: number): Row => ({
  endpoint,
  kind: 'node',
  name,
  hasName: true,
  top,
  height: node.height,
  strip: { top: top + Math.max(node.marks, 2), height: node.strip },
})

function clientRow(
  { endpoint, name }: ClientLane,
  lines: number,
  { client }: RowSizes,
  top: number,
): Row {
  const further = (lines - 1) * client.line
  return {
    endpoint,
    kind: 'client',
    name,
    hasName: client.height >= LEAST_NAMED_HEIGHT,
    top,
    height: client.height + further,
    strip: {
      top: top + Math.floor((client.height - client.bar) / 2),
      height: client.bar + further,
    },
  }
}

/** Room for names: the longest of them, within bounds. */
function gutterFor(rows: readonly Row[], groups: readonly Group[]): number {
  const widths = [
    ...rows.map(({ name }) => widthOf(name, NAME_SIZE, true) + 24),
    ...groups.map(({ name }) => widthOf(name, 11) + 20),
  ]
  return Math.ceil(Math.min(MOST_GUTTER, Math.max(LEAST_GUTTER, ...widths)))
}
