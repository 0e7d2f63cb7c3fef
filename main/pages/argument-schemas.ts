import * as v from 'valibot'
import type { HostApi } from '../../notebooks/host/index.ts'
import {
  journalEntrySchema,
  journalIdSchema,
  journalOfTextsSchema,
  journalTextsSchema,
  placeSchema,
  settingsSchema,
  versionSchema,
} from '../files/index.ts'

/** In UTF-16 units. */
const limits = { address: 8192, fileName: 255, commandText: 100, commands: 300 } as const

const text = (length: number) => v.pipe(v.string(), v.maxLength(length))

/** What each request of a page may bring. A request that is not in the list does not exist. */
export const argumentSchemas: {
  readonly [Name in keyof HostApi]: v.GenericSchema<unknown, Parameters<HostApi[Name]>>
} = {
  describe: v.strictTuple([]),
  listLibrary: v.strictTuple([]),
  listFolder: v.strictTuple([]),
  listRecent: v.strictTuple([]),
  forgetRecent: v.strictTuple([placeSchema]),
  open: v.strictTuple([placeSchema]),
  close: v.strictTuple([placeSchema]),
  save: v.strictTuple([
    v.object({
      place: placeSchema,
      text: v.string(),
      replaces: v.nullable(v.union([v.literal('any'), versionSchema])),
    }),
  ]),
  rename: v.strictTuple([placeSchema, placeSchema]),
  duplicate: v.strictTuple([placeSchema]),
  keepJournal: v.strictTuple([journalEntrySchema]),
  addJournalTexts: v.strictTuple([journalTextsSchema]),
  keepJournalOfTexts: v.strictTuple([journalOfTextsSchema]),
  dropJournal: v.strictTuple([journalIdSchema]),
  listJournals: v.strictTuple([]),
  choosePlace: v.strictTuple([
    v.object({
      purpose: v.picklist(['open', 'save']),
      suggestedName: v.pipe(v.string(), v.maxLength(limits.fileName)),
    }),
  ]),
  openExternal: v.strictTuple([v.pipe(v.string(), v.maxLength(limits.address))]),
  openWindow: v.strictTuple([v.nullable(placeSchema)]),
  offerCommands: v.strictTuple([
    v.pipe(
      v.array(
        v.strictObject({
          id: text(limits.commandText),
          label: text(limits.commandText),
          group: text(limits.commandText),
          keys: v.nullable(text(limits.commandText)),
          isEnabled: v.boolean(),
        }),
      ),
      v.maxLength(limits.commands),
    ),
  ]),
  answerClose: v.strictTuple([v.boolean()]),
  readSettings: v.strictTuple([]),
  writeSettings: v.strictTuple([settingsSchema]),
}
