import { MarkKind } from '../timeline.ts'
import type { Colour } from './colours.ts'
import type { GlyphName } from './glyphs.ts'

export interface MarkStyle {
  readonly name: string
  readonly glyph: GlyphName
  readonly colour: Colour
  /** What a reader looks for first stands above the strip and is never hidden by others; the rest stands below it. */
  readonly isMain: boolean
}

const main = (name: string, glyph: GlyphName, colour: Colour): MarkStyle => ({
  name,
  glyph,
  colour,
  isMain: true,
})
const side = (name: string, glyph: GlyphName, colour: Colour): MarkStyle => ({
  name,
  glyph,
  colour,
  isMain: false,
})

/** By `MarkKind`. */
export const MARK_STYLES: Readonly<Record<MarkKind, MarkStyle>> = {
  [MarkKind.crash]: main('crash', 'cross', 'down'),
  [MarkKind.restart]: main('restart', 'up', 'recovering'),
  [MarkKind.pause]: main('pause', 'pause', 'paused'),
  [MarkKind.resume]: main('resume', 'play', 'paused'),
  [MarkKind.candidate]: main('asks for votes', 'ring', 'candidateEdge'),
  [MarkKind.leader]: main('becomes leader', 'crown', 'leader'),
  [MarkKind.stepDown]: main('steps down', 'downward', 'leader'),
  [MarkKind.conflict]: main('conflict', 'diamond', 'conflicting'),
  [MarkKind.siblings]: side('siblings', 'twins', 'conflicting'),
  [MarkKind.repair]: side('repair', 'plus', 'ok'),
  [MarkKind.hintStored]: side('hint stored', 'envelope', 'stale'),
  [MarkKind.hintDelivered]: side('hint delivered', 'envelope', 'ok'),
  [MarkKind.hintDropped]: side('hint dropped', 'envelope', 'failed'),
  [MarkKind.truncate]: main('log truncated', 'scissors', 'failed'),
  [MarkKind.lose]: main('unsynced write lost', 'crossedRing', 'failed'),
  [MarkKind.discard]: side('version discarded', 'minus', 'conflicting'),
}

export const MARK_KINDS = Object.values(MarkKind)
