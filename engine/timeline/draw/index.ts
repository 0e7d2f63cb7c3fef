export { type TimeAxis, timeAxis } from './axis.ts'
export { GlyphBatch, LineBatch, RectangleBatch, TextBatch, withoutEmpty } from './batches.ts'
export { COLOUR_NAMES, COLOURS, type Colour, kebabOf } from './colours.ts'
export { describeTimeline } from './describe.ts'
export { drawTimeline } from './draw-timeline.ts'
export {
  type Batch,
  type Drawing,
  PATTERN_LINES,
  PATTERN_NAMES,
  PATTERN_SIZE,
  type PatternName,
  type Style,
  shownStyle,
} from './drawing.ts'
export { GLYPHS, type GlyphName } from './glyphs.ts'
export {
  type Band,
  type Group,
  type Layout,
  type LayoutOptions,
  layOut,
  type Row,
  type Size,
  timeAt,
  xOf,
} from './layout.ts'
export { drawLegend, withLegend } from './legend.ts'
export { type LegendEntry, legendOf } from './legend-entries.ts'
export { drawingLimits, lookAt } from './look.ts'
export { MARK_KINDS, MARK_STYLES } from './mark-style.ts'
export { FATE_GLYPHS, FATE_NAMES, isLost } from './message-fates.ts'
export { type Mishaps, mishapsOf } from './mishaps.ts'
export { barStyles, isNotable, OPERATION_STYLES, READ } from './operation-style.ts'
export { drawEmphasis, type Emphasis } from './overlay.ts'
export { type Prepared, prepareTimeline, titled, usePrepared } from './prepare.ts'
export { drawSmall, layOutSmall } from './small.ts'
export { type StateStyle, stateStyle, stateWords } from './state-style.ts'
export { toSvg } from './svg.ts'
export { elide, widthOf } from './text.ts'
export type { TimelineView } from './view.ts'
