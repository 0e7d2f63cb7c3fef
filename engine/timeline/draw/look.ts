import { showMarks, showMessages, showOperations } from '../show.ts'
import type { Timeline } from '../timeline.ts'
import type { Filter, Window } from '../window.ts'
import type { Layout } from './layout.ts'
import { notableMessages, notableOperations } from './mishaps.ts'
import type { TimelineView } from './view.ts'

/** How many signs a pixel of width bears before they are shown as density, with names. */
export const drawingLimits = {
  operationsPerPixel: 2.5,
  messagesPerPixel: 0.9,
  marksPerPixel: 1,
  /** Pixels of one bin of density. */
  operationBin: 2.5,
  messageBin: 4,
  /** Operations that did not end well, drawn one by one above a density. */
  notableOperations: 500,
  /** Messages that never arrived, drawn one by one above a density. */
  notableMessages: 40,
} as const

const NONE = new Int32Array()

/**
 * What a window shows of a timeline at a layout's size: one by one where it can be told apart, else counted.
 *
 * @param widths how many times as wide as the layout the window is to be drawn: what is kept for windows near this one looks further than this one shows
 */
export function lookAt(
  timeline: Timeline,
  window: Window,
  layout: Layout,
  filter: Filter = {},
  scroll = 0,
  widths = 1,
): TimelineView {
  const width = (layout.right - layout.left) * widths
  const { operationBin, messageBin } = drawingLimits
  const { operationsPerPixel, messagesPerPixel, marksPerPixel } = drawingLimits
  const operations = showOperations(
    timeline,
    window,
    filter,
    width * operationsPerPixel,
    width / operationBin,
  )
  const messages = showMessages(
    timeline,
    window,
    filter,
    width * messagesPerPixel,
    width / messageBin,
  )
  const isCounted = {
    operations: operations.form === 'density',
    messages: messages.form === 'density',
  }
  return {
    window,
    scroll,
    operations,
    messages,
    notableOperations: isCounted.operations
      ? notableOperations(timeline, window, filter, drawingLimits.notableOperations)
      : NONE,
    notableMessages: isCounted.messages
      ? notableMessages(timeline, window, filter, drawingLimits.notableMessages)
      : NONE,
    marks: showMarks(timeline, window, filter, width * marksPerPixel, width / messageBin),
  }
}
