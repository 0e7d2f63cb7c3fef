import * as v from 'valibot'
import {
  defaultSettings,
  editorFontSizes,
  type JournalEntry,
  type JournalOfTexts,
  type JournalTexts,
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

const keptFields = {
  id: journalIdSchema,
  place: placeSchema,
  base: v.nullable(versionSchema),
  keptMillis: millisSchema,
}

export const journalEntrySchema: v.GenericSchema<unknown, JournalEntry> = v.object({
  ...keptFields,
  text: v.string(),
})

const countSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

export const journalTextsSchema: v.GenericSchema<unknown, JournalTexts> = v.object({
  id: journalIdSchema,
  first: countSchema,
  texts: v.array(v.string()),
})

export const journalOfTextsSchema: v.GenericSchema<unknown, JournalOfTexts> = v.object({
  ...keptFields,
  runs: v.array(v.tuple([countSchema, countSchema])),
})
