import { formatBytes, formatNumber } from '../../../engine/index.ts'
import type { PageResults } from './results.ts'
import type { TimelineResults } from './timeline.ts'

/** What was measured, how much, what is wanted, and whether it is so. */
export type Row = [string, string, string, string]

/** The most milliseconds that are wanted: a result and a key at once, many cells before one wonders. */
const goals = {
  resultMillis: 100,
  openMillis: 2_000,
  typing95Millis: 16.7,
  picture: 500,
  frame: 16.7,
  task: 50,
}

export function pageRows(page: PageResults | undefined): Row[] {
  if (page === undefined) return [['the page', 'not measured', '', 'no Chromium']]
  return [
    ['kernel start to first result', millis(page.firstResultMillis), '', ''],
    timed('1+1 from key press to shown output', page.resultMillis, goals.resultMillis),
    timed(`opening ${formatNumber(page.cells)} cells`, page.openMillis, goals.openMillis),
    ['a key in the 500th of them', millis(page.typingMillis), '', ''],
    timed('  95 of 100 keys', page.typing95Millis, goals.typing95Millis),
    ['a key in a notebook of one cell', millis(page.typingAloneMillis), '', ''],
    ['  95 of 100 keys', millis(page.typingAlone95Millis), '', ''],
    ['first load, the gallery', formatBytes(page.firstLoadBytes), '', ''],
    ['  more until a cell can be written', formatBytes(page.editorLoadBytes), '', ''],
    ...timelineRows(page.timeline),
  ]
}

const timelineRows = (timeline: TimelineResults): Row[] => [
  timed(
    `timeline of ${formatNumber(timeline.events)} events, first picture`,
    timeline.firstPictureMillis,
    goals.picture,
  ),
  timed('  zoom and pan, 95 of 100 frames', timeline.frame95Millis, goals.frame),
  timed('  longest task of the page', timeline.longestTaskMillis, goals.task),
]

const millis = (time: number): string => `${time.toFixed(1)} ms`

const timed = (name: string, time: number, goal: number): Row => [
  name,
  millis(time),
  `< ${goal} ms`,
  time < goal ? 'yes' : 'no',
]
