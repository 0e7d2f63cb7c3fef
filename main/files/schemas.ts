import * as v from 'valibot'
import type { JournalEntry, NotebookPlace, Settings } from '../../notebooks/host/index.ts'
import { placeLimit } from './place-path.ts'

/** The host's data as they come from a page or from our own files. */
export const placeSchema = v.custom<NotebookPlace>(
  (value) =>
    typeof value === 'string' &&
    value.length <= placeLimit + 'library:'.length &&
    /^(library|file|new):(?!$)/.test(value),
  'must be library:NAME, file:PATH or new:NAME',
)

export const versionSchema = v.pipe(v.string(), v.maxLength(100))

export const millisSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

export const settingsSchema: v.GenericSchema<unknown, Settings> = v.object({
  theme: v.picklist(['system', 'light', 'dark', 'high-contrast']),
  isReactive: v.boolean(),
  isAutosaving: v.boolean(),
})

export const journalEntrySchema: v.GenericSchema<unknown, JournalEntry> = v.object({
  place: placeSchema,
  text: v.string(),
  base: v.nullable(versionSchema),
  keptMillis: millisSchema,
})
