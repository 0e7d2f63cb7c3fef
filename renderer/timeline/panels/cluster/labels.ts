import { elide, widthOf } from '../../../../engine/timeline/draw/index.ts'
import type { PlacedNode, Places } from './places.ts'

/** A name beside a node's sign. */
export interface Label {
  readonly endpoint: number
  readonly text: string
  /** The whole name, where it is cut. */
  readonly name: string
  readonly x: number
  /** The middle of its height. */
  readonly y: number
  readonly anchor: 'start' | 'middle' | 'end'
  /** What the node is, in a line below the name. */
  readonly told: string
}

export const LABEL_SIZE = 12
export const TOLD_SIZE = 11
export const LABEL_HEIGHT = 15

/** Widths that names are cut to until none touches another. */
const WIDTHS = [220, 160, 120, 96, 76, 60, 48, 38, 30, 24, 18]
const GAP = 5

/**
 * Names outside of the ring on which nodes stand, as long as there is room for all.
 *
 * 1. No two overlap, and none leaves the picture. Where even short ones would, those in the way are left out.
 */
export function placeLabels(
  places: Places,
  told: (endpoint: number) => string = () => '',
): Label[] {
  let labels: Label[] = []
  for (const width of WIDTHS) {
    labels = places.nodes.map((node) => labelOf(places, node, told(node.endpoint), width))
    if (labels.every((label, at) => isFree(label, labels.slice(0, at), places))) return labels
  }
  const kept: Label[] = []
  for (const label of labels) if (isFree(label, kept, places)) kept.push(label)
  return kept
}

function labelOf(
  { nodeRadius }: Places,
  { endpoint, name, x, y, out }: PlacedNode,
  told: string,
  width: number,
): Label {
  const reach = nodeRadius + GAP
  const isBeside = Math.abs(out.x) > 0.35
  const lines = told === '' ? 1 : 2
  const above = y - reach - LABEL_HEIGHT * (lines - 0.5)
  const below = y + reach + LABEL_HEIGHT / 2
  const beside = y + out.y * 4 - (LABEL_HEIGHT / 2) * (lines - 1)
  return {
    endpoint,
    name,
    told: elide(told, Math.max(width, 64), TOLD_SIZE),
    text: elide(name, width, LABEL_SIZE),
    x: x + (isBeside ? Math.sign(out.x) * reach : 0),
    y: isBeside ? beside : out.y < 0 ? above : below,
    anchor: isBeside ? (out.x > 0 ? 'start' : 'end') : 'middle',
  }
}

export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export function boxOf({ text, told, x, y, anchor }: Label): Box {
  const width = Math.max(widthOf(text, LABEL_SIZE), widthOf(told, TOLD_SIZE))
  const height = LABEL_HEIGHT * (told === '' ? 1 : 2)
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2
  return {
    left,
    right: left + width,
    top: y - LABEL_HEIGHT / 2,
    bottom: y - LABEL_HEIGHT / 2 + height,
  }
}

function isFree(label: Label, others: readonly Label[], places: Places): boolean {
  const box = boxOf(label)
  const isInside = box.left >= 0 && box.right <= places.width && box.top >= 0
  return (
    label.text !== '' &&
    isInside &&
    box.bottom <= places.height &&
    others.every((other) => !overlap(box, boxOf(other))) &&
    places.nodes.every((node) => node.endpoint === label.endpoint || !covers(box, node, places))
  )
}

const overlap = (one: Box, other: Box): boolean =>
  one.left < other.right &&
  other.left < one.right &&
  one.top < other.bottom &&
  other.top < one.bottom

const covers = (box: Box, { x, y }: { x: number; y: number }, { nodeRadius }: Places): boolean =>
  overlap(box, {
    left: x - nodeRadius,
    right: x + nodeRadius,
    top: y - nodeRadius,
    bottom: y + nodeRadius,
  })
