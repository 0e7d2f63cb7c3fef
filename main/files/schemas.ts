import * as v from 'valibot'
import {
  defaultSettings,
  editorFontSizes,
  type JournalEntry,
  journalIdPattern,
  type NotebookPlace,
  type Settings,
} from '../../notebooks/host/index.ts'
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
  // Absent in what earlier versions wrote.
  editorFontSize: v.optional(
    v.pipe(v.number(), v.minValue(editorFontSizes.least), v.maxValue(editorFontSizes.most)),
    defaultSettings.editorFontSize,
  ),
})

export const journalIdSchema = v.pipe(v.string(), v.regex(journalIdPattern))

export const journalEntrySchema: v.GenericSchema<unknown, JournalEntry> = v.object({
  id: journalIdSchema,
  place: placeSchema,
  text: v.string(),
  base: v.nullable(versionSchema),
  keptMillis: millisSchema,
})
