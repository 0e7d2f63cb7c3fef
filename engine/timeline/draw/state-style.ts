import type { RoleName } from '../../trace/event.ts'
import type { Health, NodeSpan } from '../timeline.ts'
import type { Colour } from './colours.ts'
import type { PatternName, Style } from './drawing.ts'

/** How a stretch of a node's life looks. */
export interface StateStyle {
  readonly ground: Style
  /** Lies on the ground, so that health is told without colour. */
  readonly cover: Style | undefined
  readonly text: Colour
}

const ROLES: Readonly<Record<RoleName, { readonly ground: Style; readonly text: Colour }>> = {
  leader: { ground: { fill: 'leader', stroke: 'leader' }, text: 'onLeader' },
  follower: { ground: { fill: 'follower', stroke: 'followerEdge' }, text: 'text' },
  replica: { ground: { fill: 'follower', stroke: 'followerEdge' }, text: 'text' },
  candidate: {
    ground: { fill: 'candidate', stroke: 'candidateEdge', dash: [3, 2] },
    text: 'text',
  },
  controller: { ground: { fill: 'controller', stroke: 'borderStrong' }, text: 'text' },
  fenced: { ground: { fill: 'surface', stroke: 'leader', lineWidth: 2 }, text: 'text' },
  diverged: { ground: { fill: 'surface', stroke: 'failed', dash: [2, 2] }, text: 'text' },
}

/** A node that never said what it is. */
const NO_ROLE = {
  ground: { fill: 'surfaceSunken', stroke: 'borderStrong' } as Style,
  text: 'text' as Colour,
}

const COVERS: Readonly<Record<Exclude<Health, 'up'>, readonly [PatternName, Colour]>> = {
  down: ['hatch', 'down'],
  paused: ['bars', 'paused'],
  recovering: ['dots', 'recovering'],
  'cut-off': ['cross', 'cutOff'],
}

const EMPTY: Style = { fill: 'surface', stroke: 'down' }

export function stateStyle({ health, role }: NodeSpan): StateStyle {
  const { ground, text } = role === undefined ? NO_ROLE : ROLES[role]
  if (health === 'up') return { ground, cover: undefined, text }
  const [pattern, fill] = COVERS[health]
  if (health === 'down') return { ground: EMPTY, cover: { fill, pattern }, text: 'down' }
  // On dark ground a dark pattern would not be seen.
  const onDark = role === 'leader'
  return { ground, cover: { fill: onDark ? text : fill, pattern, alpha: 0.8 }, text }
}

/** What is written on a stretch, longest first. */
export function stateWords({ health, role, term }: NodeSpan): string[] {
  const name = role ?? ''
  if (health === 'down') return ['down']
  const state = health === 'up' ? '' : health === 'cut-off' ? 'cut off' : health
  const whole = [state, name].filter((word) => word !== '').join(' ')
  const words = term > 0 ? [`${whole} · term ${term}`, `${whole} · ${term}`] : []
  return [...words, whole, state || name, ...(role === 'leader' ? ['L'] : [])].filter(
    (word) => word !== '',
  )
}
