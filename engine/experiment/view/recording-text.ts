import { encodeRecording } from '../../timeline/file/recording-text.ts'
import type { RecordedRun } from '../../timeline/recorded-run.ts'
import { thin } from '../../timeline/thin/thin.ts'

/** The named limits of what an output holds of a run to draw it from. */
export const recordingLimits = {
  /** Characters of one run. */
  characters: 48_000,
  /** Characters of all runs of an output together. */
  charactersOfAll: 96_000,
  /** Characters of each of so many runs. */
  of: (runs: number): number =>
    Math.min(recordingLimits.characters, Math.floor(recordingLimits.charactersOfAll / runs)),
} as const

/** A recording as text: whole where it fits, else made smaller, which it then says. */
export const recordingText = (run: RecordedRun, characters: number): string =>
  encodeRecording(thin(run, { bytes: characters }))
