import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createJournal } from '../../../main/files/journal.ts'
import { userFolders } from '../../../main/files/user-folders.ts'
import {
  defaultSettings,
  hostLimits,
  type JournalEntry,
  type NotebookPlace,
} from '../../../notebooks/host/index.ts'
import {
  createFileWorkplace,
  emptyNotebook,
  type FileWorkplace,
  problem,
  value,
} from './file-workplace.ts'

let workplace: FileWorkplace
beforeEach(async () => {
  workplace = await createFileWorkplace()
})
afterEach(() => workplace.remove())

const entry = (
  place: NotebookPlace,
  text: string,
  keptMillis = 1,
  id = `of-${place.replace(/[^a-z0-9]/g, '-')}`,
): JournalEntry => ({
  id,
  place,
  text,
  base: null,
  keptMillis,
})

describe('settings', () => {
  test('are the defaults at first, and what was written after', async () => {
    const { api } = workplace.page()
    expect(await api.readSettings()).toEqual(defaultSettings)
    await api.writeSettings({ ...defaultSettings, theme: 'dark' })
    await workplace.restart()
    expect(await workplace.page().api.readSettings()).toEqual({ ...defaultSettings, theme: 'dark' })
    expect(workplace.reports).toEqual([])
  })

  test('are what was written last, and on the disk when the host has stopped', async () => {
    const { api } = workplace.page()
    for (const theme of ['dark', 'light', 'dark', 'light'] as const)
      void api.writeSettings({ ...defaultSettings, theme })
    await workplace.restart()
    expect(await workplace.page().api.readSettings()).toEqual({
      ...defaultSettings,
      theme: 'light',
    })
    expect(workplace.reports).toEqual([])
  })

  test('that one page changes are told to the others that are there', async () => {
    const [one, other, gone] = [workplace.page(), workplace.page(), workplace.page()]
    gone.leave()
    const dark = { ...defaultSettings, theme: 'dark' } as const
    await one.api.writeSettings(dark)
    expect(other.toldSettings).toEqual([dark])
    expect([...one.toldSettings, ...gone.toldSettings]).toEqual([])
  })

  test.each(['', '{"theme":', '{"theme":"pink"}', 'null', '\0'])(
    'that cannot be understood, as %j, are the defaults, which is said once',
    async (text) => {
      await mkdir(workplace.home)
      const path = join(workplace.home, 'settings.json')
      await writeFile(path, text)
      const { api } = workplace.page()
      expect(await api.readSettings()).toEqual(defaultSettings)
      await api.readSettings()
      expect(workplace.reports.map(({ message }) => message)).toEqual([
        `${path} cannot be understood, so that settings begin anew.`,
      ])
    },
  )

  test('that cannot be written are reported, and nothing stops', async () => {
    await writeFile(workplace.home, 'a file where the folder should be')
    const { api } = workplace.page()
    await api.writeSettings(defaultSettings)
    expect(await api.readSettings()).toEqual(defaultSettings)
    expect(workplace.reports).not.toEqual([])
  })
})

describe('recent notebooks', () => {
  test('are those that were opened, newest first, each once, by title', async () => {
    await workplace.write('a.ipynb', emptyNotebook)
    await workplace.write('b.ipynb', emptyNotebook.replace('"cells": []', titled))
    const { api } = workplace.page()
    for (const name of ['a', 'b', 'a']) await value(api.open(`file:${name}.ipynb`))
    await value(api.open('library:01-first'))
    await workplace.restart()
    const recent = await workplace.page().api.listRecent()
    expect(recent.map(({ place, title }) => [place, title])).toEqual([
      ['library:01-first', '01-first'],
      ['file:a.ipynb', 'a.ipynb'],
      ['file:b.ipynb', 'A title'],
    ])
  })

  test('leave out what is gone, what was forgotten and what has no file', async () => {
    for (const name of ['a', 'b', 'c']) await workplace.write(`${name}.ipynb`, emptyNotebook)
    const { api } = workplace.page()
    for (const name of ['a', 'b', 'c']) await value(api.open(`file:${name}.ipynb`))
    await value(api.open('new:untitled'))
    await rm(workplace.path('a.ipynb'))
    await api.forgetRecent('file:b.ipynb')
    expect((await api.listRecent()).map(({ place }) => place)).toEqual(['file:c.ipynb'])
  })

  test('are bounded, also when many are opened at once', async () => {
    const names = Array.from(
      { length: hostLimits.recentPlaces + 5 },
      (_, index) => `${index}.ipynb`,
    )
    await Promise.all(names.map((name) => workplace.write(name, emptyNotebook)))
    const { api } = workplace.page()
    await Promise.all(names.map((name) => value(api.open(`file:${name}`))))
    expect(await api.listRecent()).toHaveLength(hostLimits.recentPlaces)
  })
})

const titled = `"cells": [{ "cell_type": "markdown", "id": "a", "metadata": {}, "source": ["# A *title*\\n", "\\n", "One. Two."] }]`

describe('the journal', () => {
  test('brings back what was kept last of each place, after the page has gone', async () => {
    const page = workplace.page()
    await value(page.api.keepJournal(entry('file:x/a.ipynb', 'old', 1)))
    await value(page.api.keepJournal(entry('file:x/a.ipynb', 'new', 2)))
    await value(page.api.keepJournal(entry('new:untitled', 'unnamed', 3)))
    page.leave()
    expect(await workplace.page().api.listJournals()).toEqual([
      entry('new:untitled', 'unnamed', 3),
      entry('file:x/a.ipynb', 'new', 2),
    ])
    await workplace.restart()
    const { api } = workplace.page()
    await api.dropJournal('of-file-x-a-ipynb')
    expect(await api.listJournals()).toEqual([entry('new:untitled', 'unnamed', 3)])
  })

  test('of a page that is there is no leftover', async () => {
    await value(workplace.page().api.keepJournal(entry('new:untitled', 'text')))
    expect(await workplace.page().api.listJournals()).toEqual([])
  })

  test('of one notebook in two pages keeps what each has', async () => {
    const [one, other] = [workplace.page(), workplace.page()]
    await value(one.api.keepJournal(entry('new:untitled', 'one', 1, 'page-one')))
    await value(other.api.keepJournal(entry('new:untitled', 'other', 2, 'page-other')))
    one.leave()
    other.leave()
    const texts = (await workplace.page().api.listJournals()).map(({ text }) => text)
    expect(texts).toEqual(['other', 'one'])
  })

  test('of a notebook that a page has closed is a leftover', async () => {
    const { api } = workplace.page()
    await value(api.keepJournal(entry('new:untitled', 'text')))
    await api.close('new:other')
    expect(await api.listJournals()).toEqual([])
    await api.close('new:untitled')
    expect(await api.listJournals()).toEqual([entry('new:untitled', 'text')])
  })

  test('of places that are not served is refused', async () => {
    const { api } = workplace.page()
    expect(await problem(api.keepJournal(entry('file:../a.ipynb', 'text')))).toMatch(
      /^file\/outside/,
    )
    const large = entry('new:untitled', 'x'.repeat(hostLimits.notebookBytes + 1))
    expect(await problem(api.keepJournal(large))).toMatch(/^file\/too-large/)
  })

  test('is for its user alone', async () => {
    await value(workplace.page().api.keepJournal(entry('new:untitled', 'text')))
    const folder = join(workplace.home, 'journal')
    const [name] = await readdir(folder)
    const modes = await Promise.all([stat(folder), stat(join(folder, name))])
    expect(modes.map(({ mode }) => mode & 0o777)).toEqual([0o700, 0o600])
  })

  test('that cannot be understood is reported and left where it is', async () => {
    const page = workplace.page()
    await value(page.api.keepJournal(entry('new:untitled', 'text')))
    page.leave()
    const folder = join(workplace.home, 'journal')
    const [name] = await readdir(folder)
    await writeFile(join(folder, name), '{"place":"new:untitled","te')
    expect(await workplace.page().api.listJournals()).toEqual([])
    expect(workplace.reports.map(({ code }) => code)).toEqual(['journal/corrupt'])
    expect(await readFile(join(folder, name), 'utf8')).toContain('new:untitled')
  })

  test('drops the oldest above its limit, and says so', async () => {
    const reports: string[] = []
    const journal = createJournal(workplace.home, ({ message }) => reports.push(message), 3)
    for (const number of [1, 2, 3, 4]) {
      await journal.keep(entry(`new:${number}`, 'text', number))
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    expect((await journal.list()).map(({ place }) => place)).toEqual(['new:4', 'new:3', 'new:2'])
    expect(reports).toEqual([
      'Unsaved changes are kept of 3 notebooks at most (journalEntries), so the oldest were dropped.',
    ])
  })
})

test('own files are where the system wants them, or where they are told to be', () => {
  expect(userFolders({ REPLILAB_HOME: '/somewhere' })).toEqual({
    config: '/somewhere',
    data: '/somewhere',
  })
  const { config, data } = userFolders({})
  expect([config, data].every((path) => /replilab/i.test(path))).toBe(true)
})
