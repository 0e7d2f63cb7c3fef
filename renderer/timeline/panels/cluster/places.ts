import type { Timeline } from '../../../../engine/timeline/index.ts'

/** Where nodes and clients of a run stand in a picture, in pixels; the same at every moment. */
export interface Places {
  readonly width: number
  readonly height: number
  /** Undefined name: nodes without regions. */
  readonly regions: readonly PlacedRegion[]
  readonly nodes: readonly PlacedNode[]
  readonly clients: readonly PlacedClients[]
  /** Of a node's sign. */
  readonly nodeRadius: number
  /** By endpoint, clients too. */
  readonly of: readonly (Point | undefined)[]
}

export interface Point {
  readonly x: number
  readonly y: number
}

export interface PlacedRegion extends Point {
  readonly name: string
  readonly across: number
  readonly down: number
}

export interface PlacedNode extends Point {
  readonly endpoint: number
  readonly name: string
  /** Direction from the middle of its region, as a unit vector: where its name goes. */
  readonly out: Point
}

/** Clients of a region are one sign: there may be hundreds. */
export interface PlacedClients extends Point {
  readonly count: number
  readonly words: string
}

const MARGIN = { x: 104, y: 56 }
/** A ring is at most so many times as wide as it is high. */
const WIDEST = 1.9
/** Of the room that a region has, the share that its ring takes. */
const RING = 0.62
/** So many nodes have large signs. */
const FEW = 12

/** Regions around the middle, the nodes of each around its own, clients within. */
export function placeCluster(timeline: Timeline, width: number, height: number): Places {
  const { nodes, clients } = timeline
  const names = [...new Set(nodes.map(({ region }) => region))]
  const regions = placeRegions(names, width, height)
  const placed = regions.flatMap((region) =>
    placeRing(
      region,
      nodes.filter(({ region: name }) => name === region.name),
      names.length === 1 ? 1 : RING,
    ),
  )
  const groups = placeClients(timeline, regions, { x: width / 2, y: height / 2 })
  const of: (Point | undefined)[] = []
  for (const node of placed) of[node.endpoint] = node
  for (const { endpoint, region } of clients) of[endpoint] = groups.get(region)
  return {
    width,
    height,
    regions: names.length === 1 ? [] : regions,
    nodes: placed,
    clients: [...groups.values()],
    nodeRadius: nodes.length <= FEW ? 13 : 8,
    of,
  }
}

function placeRegions(names: readonly string[], width: number, height: number): PlacedRegion[] {
  const down = height / 2 - MARGIN.y
  const across = Math.min(width / 2 - MARGIN.x, down * WIDEST)
  const middle = { x: width / 2, y: height / 2 }
  if (names.length === 1) return [{ name: names[0], ...middle, across, down }]
  // Two stand beside each other, as pictures are wide; more around the middle.
  const columns = names.length === 2 ? 2 : Math.min(names.length, 3)
  const rows = Math.ceil(names.length / columns)
  const room = { across: width / columns / 2 - 8, down: height / rows / 2 - 8 }
  return names.map((name, at) => {
    const inRow = Math.min(columns, names.length - Math.floor(at / columns) * columns)
    const column = at % columns
    return {
      name,
      x: (width / inRow) * (column + 0.5),
      y: (height / rows) * (Math.floor(at / columns) + 0.5) + 6,
      across: Math.min(room.across, width / inRow / 2 - 8),
      down: room.down - 6,
    }
  })
}

function placeRing(
  { x, y, across, down }: PlacedRegion,
  nodes: readonly { readonly endpoint: number; readonly name: string }[],
  share: number,
): PlacedNode[] {
  return nodes.map(({ endpoint, name }, at) => {
    if (nodes.length === 1) return { endpoint, name, x, y: y - 14, out: { x: 0, y: -1 } }
    const angle = -Math.PI / 2 + (2 * Math.PI * at) / nodes.length
    const out = { x: Math.cos(angle), y: Math.sin(angle) }
    return {
      endpoint,
      name,
      x: x + across * share * out.x,
      y: y + down * share * out.y,
      out,
    }
  })
}

/** By region. */
function placeClients(
  { nodes, clients }: Timeline,
  regions: readonly PlacedRegion[],
  middle: Point,
): Map<string, PlacedClients> {
  const groups = new Map<string, PlacedClients>()
  for (const { region } of clients) {
    if (groups.has(region)) continue
    const count = clients.filter((client) => client.region === region).length
    const home = regions.find(({ name }) => name === region)
    const isAlone = nodes.filter((node) => node.region === region).length === 1
    const at = home === undefined ? middle : { x: home.x, y: home.y + (isAlone ? 26 : 0) }
    const words = count === 1 ? '1 client' : `${count} clients`
    groups.set(region, { ...at, count, words })
  }
  return groups
}
