import type { TimelineResults } from './timeline.ts'

/** What the notebook in a browser takes; wall time in headless Chromium without a graphics processor. */
export interface PageResults {
  /** From the press of a key until the first result of a kernel that had to be started is on the page. */
  readonly firstResultMillis: number
  /** The same for `1+1` in a kernel that runs: the median of some. */
  readonly resultMillis: number
  /** From asking for a notebook of `cells` until its first cells are seen and the page has nothing more to do. */
  readonly openMillis: number
  readonly cells: number
  /** From a key in the editor of the 500th of these cells until the page has drawn it: 95th percentile, and median. */
  readonly typing95Millis: number
  readonly typingMillis: number
  /** The same in a notebook of one cell: what the editor itself takes. */
  readonly typingAlone95Millis: number
  readonly typingAloneMillis: number
  /** What is sent for the gallery, and what more until a cell can be written. */
  readonly firstLoadBytes: number
  readonly editorLoadBytes: number
  readonly timeline: TimelineResults
}
