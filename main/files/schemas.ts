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

const panelName = v.pipe(v.string(), v.maxLength(40))
const panelNames = v.pipe(v.array(panelName), v.maxLength(40))

const panelsSchema = v.object({
  arrangement: v.picklist(['tabs', 'beside']),
  tab: v.nullable(panelName),
  beside: panelNames,
  charts: panelNames,
})

export const settingsSchema: v.GenericSchema<unknown, Settings> = v.object({
  theme: v.picklist(['system', 'light', 'dark', 'high-contrast']),
  isReactive: v.boolean(),
  isAutosaving: v.boolean(),
  // Absent in what earlier versions wrote.
  editorFontSize: v.optional(
    v.pipe(v.number(), v.minValue(editorFontSizes.least), v.maxValue(editorFontSizes.most)),
    defaultSettings.editorFontSize,
  ),
  panels: v.optional(v.nullable(panelsSchema), null),
})

export const journalIdSchema = v.pipe(v.string(), v.regex(journalIdPattern))

export const journalEntrySchema: v.GenericSchema<unknown, JournalEntry> = v.object({
  id: journalIdSchema,
  place: placeSchema,
  text: v.string(),
  base: v.nullable(versionSchema),
  keptMillis: millisSchema,
})
