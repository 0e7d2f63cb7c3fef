import type { Shown, Window } from '../window.ts'

/**
 * Which part of a timeline is drawn, and what of its many operations, messages and marks.
 *
 * 1. Where operations or messages are shown as density, what is notable of them is named besides, one by one.
 */
export interface TimelineView {
  readonly window: Window
  /** Pixels by which rows are scrolled up; default 0. */
  readonly scroll?: number
  readonly operations: Shown
  readonly messages: Shown
  /** Of density: operations that did not end well. Empty where they are too many to be told apart. */
  readonly notableOperations: Int32Array
  /** Of density: messages that never arrived. Empty where they are too many to be told apart. */
  readonly notableMessages: Int32Array
  readonly marks: Shown
}
