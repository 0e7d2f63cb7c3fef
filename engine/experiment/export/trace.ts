import { chromeTrace } from '../../trace/export/chrome.ts'
import { shivizLog } from '../../trace/export/shiviz.ts'
import type { Traced } from '../../trace/export/traced.ts'
import { exportRange, type TraceExportOptions } from './options.ts'

/** Default of the named limit `events` for ShiViz, which draws every event. */
export const DEFAULT_SHIVIZ_EVENTS = 5_000

/** Default of the named limit `events` for Chrome traces: about 30 MB. */
export const DEFAULT_CHROME_EVENTS = 100_000

/**
 * The trace of a run or cluster as a log for ShiViz (https://bestchai.bitbucket.io/shiviz), which draws a space-time diagram from vector clocks. `events` is 5 000
 * unless told.
 * @throws {ScenarioError} with one sentence when the options are wrong
 */
export const toShiViz = (run: Traced, options: TraceExportOptions = {}): string =>
  shivizLog(run, exportRange(options, DEFAULT_SHIVIZ_EVENTS))

/**
 * The trace of a run or cluster as JSON in Chrome's Trace Event Format, which Perfetto (https://ui.perfetto.dev) opens. `events` is 100 000 unless told.
 * @throws {ScenarioError} with one sentence when the options are wrong
 */
export const toChromeTrace = (run: Traced, options: TraceExportOptions = {}): string =>
  chromeTrace(run, exportRange(options, DEFAULT_CHROME_EVENTS))
