import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  type Cell,
  createCell,
  createNotebook,
  deleteCell,
  insertCell,
  moveCell,
  type Notebook,
  replaceSource,
  serializeNotebook,
  setOutputs,
} from '../../../notebooks/document/index.ts'
import { createJournalWriter, type Edits } from '../../../renderer/files/journal-writer.ts'
import {
  createFileWorkplace,
  type FileWorkplace,
  problem,
  type TestPage,
  value,
} from '../../main/files/file-workplace.ts'

/** The page's side of the journal and the host's, with files on the disk. */
let workplace: FileWorkplace
let page: TestPage
let sentLength: number
beforeEach(async () => {
  workplace = await createFileWorkplace()
  page = workplace.page()
  sentLength = 0
})
afterEach(() => workplace.remove())

const output = (text: string) => ({ output_type: 'stream' as const, name: 'stdout', text })

const largeCell = (id: string): Cell => ({
  ...(createCell('code', id, id) as Cell & { cell_type: 'code' }),
  outputs: [output('0123456789\n'.repeat(40_000))],
})

function writerOf(take: () => Notebook | null, id = 'edits-of-a-page') {
  const edits = (): Edits => ({ id, place: 'new:a', base: null, keptMillis: 1, notebook: take() })
  const api = () => ({
    ...page.api,
    addJournalTexts(added: Parameters<TestPage['api']['addJournalTexts']>[0]) {
      sentLength += added.texts.join('').length
      return page.api.addJournalTexts(added)
    },
  })
  return createJournalWriter(api, edits)
}

/** What is offered once the page has gone; it comes back as another. */
async function offered(): Promise<readonly string[]> {
  page.leave()
  page = workplace.page()
  return (await page.api.listJournals()).map(({ text }) => text)
}

const many = createNotebook(Array.from({ length: 8 }, (_, at) => largeCell(`cell-${at}`)))

test('a notebook is sent once, and then what has changed in it', async () => {
  let notebook = many
  const writer = writerOf(() => notebook)
  await value(writer.keep())
  const whole = serializeNotebook(notebook).length
  expect(sentLength).toBe(whole)
  notebook = replaceSource(notebook, 'cell-3', 'changed')
  await value(writer.keep())
  notebook = deleteCell(moveCell(notebook, 'cell-1', 5), 'cell-0')
  await value(writer.keep())
  expect(sentLength).toBeLessThan(whole + 1_000)
  expect(await offered()).toEqual([serializeNotebook(notebook)])
})

function changed(notebook: Notebook, kind: string, cell: string, text: string): Notebook {
  if (kind === 'delete') return deleteCell(notebook, cell)
  if (kind === 'move') return moveCell(notebook, cell, 0)
  if (kind === 'source') return replaceSource(notebook, cell, text)
  return kind === 'outputs' ? setOutputs(notebook, cell, [output(text)], 1) : notebook
}

test('whatever is done to a notebook, the journal gives back the last of it', async () => {
  const step = fc.record({
    kind: fc.constantFrom('insert', 'delete', 'move', 'source', 'outputs', 'save', 'lose'),
    at: fc.nat(6),
    text: fc.string({ unit: 'binary', maxLength: 20 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.uuid(), fc.array(step, { maxLength: 15 }), async (id, steps) => {
      let notebook = createNotebook([createCell('code', 'first', '1')])
      let isSaved = false
      const writer = writerOf(() => (isSaved ? null : notebook), id)
      for (const [count, { kind, at, text }] of steps.entries()) {
        const place = Math.min(at, notebook.cells.length)
        const cell = notebook.cells[place]?.id
        isSaved = kind === 'save'
        if (kind === 'lose') page.leave()
        if (kind === 'insert')
          notebook = insertCell(notebook, place, createCell('code', `new-${count}`, text))
        if (cell !== undefined) notebook = changed(notebook, kind, cell, text)
        await value(writer.keep())
      }
      if (steps.length === 0) await value(writer.keep())
      const texts = await offered()
      expect(texts).toEqual(isSaved ? [] : [serializeNotebook(notebook)])
      await page.api.dropJournal(id)
    }),
    { numRuns: 40 },
  )
})

test('after a save nothing is offered, and edits that follow are sent alone', async () => {
  let notebook = many
  let isSaved = false
  const writer = writerOf(() => (isSaved ? null : notebook))
  await value(writer.keep())
  isSaved = true
  await value(writer.keep())
  isSaved = false
  sentLength = 0
  notebook = replaceSource(notebook, 'cell-2', 'after')
  await value(writer.keep())
  expect(sentLength).toBeLessThan(1_000)
  isSaved = true
  await value(writer.keep())
  expect(await offered()).toEqual([])
  expect(await readdir(join(workplace.home, 'journal'))).toEqual([])
})

test('an entry of many cells and outputs is short', async () => {
  let notebook = createNotebook(
    Array.from({ length: 500 }, (_, at) => ({
      ...(createCell('code', `cell-${at}`, `${at}`) as Cell & { cell_type: 'code' }),
      outputs: [output('1'), output('2'), output('3')],
    })),
  )
  const writer = writerOf(() => notebook)
  await value(writer.keep())
  for (let edit = 0; edit < 5; edit++) {
    notebook = replaceSource(notebook, `cell-${edit * 90}`, 'changed')
    await value(writer.keep())
  }
  const folder = join(workplace.home, 'journal')
  const log = await readFile(join(folder, (await readdir(folder))[0]), 'utf8')
  expect(log.trimEnd().split('\n').at(-1)!.length).toBeLessThan(500)
  expect(await offered()).toEqual([serializeNotebook(notebook)])
})

test('a host that was started anew is sent all again, and meanwhile holds what it had', async () => {
  let notebook = many
  const writer = writerOf(() => notebook)
  await value(writer.keep())
  const first = serializeNotebook(notebook)
  await workplace.restart()
  page = workplace.page()
  expect((await page.api.listJournals()).map(({ text }) => text)).toEqual([first])
  notebook = replaceSource(notebook, 'cell-2', 'after')
  await value(writer.keep())
  expect(await offered()).toEqual([serializeNotebook(notebook)])
})

test('a line that a crash cut off takes nothing with it', async () => {
  let notebook = many
  const writer = writerOf(() => notebook)
  await value(writer.keep())
  const first = serializeNotebook(notebook)
  notebook = replaceSource(notebook, 'cell-2', 'after')
  await value(writer.keep())
  page.leave()
  const folder = join(workplace.home, 'journal')
  const path = join(folder, (await readdir(folder))[0])
  const log = await readFile(path, 'utf8')
  await writeFile(path, log.slice(0, -10))
  expect((await workplace.page().api.listJournals()).map(({ text }) => text)).toEqual([first])
  expect(workplace.reports).toEqual([])
})

test('a journal that has grown begins anew', async () => {
  let notebook = createNotebook([largeCell('large')])
  const writer = writerOf(() => notebook)
  for (let run = 0; run < 12; run++) {
    notebook = setOutputs(notebook, 'large', [output(`${run}`.repeat(300_000))], run)
    await value(writer.keep())
  }
  const folder = join(workplace.home, 'journal')
  const names = await readdir(folder)
  expect(names).toHaveLength(1)
  expect((await readFile(join(folder, names[0]), 'utf8')).length).toBeLessThan(2_500_000)
  expect(await offered()).toEqual([serializeNotebook(notebook)])
})

test('a journal is for its user alone', async () => {
  await value(writerOf(() => many).keep())
  const folder = join(workplace.home, 'journal')
  const [name] = await readdir(folder)
  const modes = await Promise.all([stat(folder), stat(join(folder, name))])
  expect(modes.map(({ mode }) => mode & 0o777)).toEqual([0o700, 0o600])
})

test('what another program has left begun is taken away', async () => {
  await value(page.api.addJournalTexts({ id: 'never-kept', first: 0, texts: ['a'] }))
  await page.api.listJournals()
  expect(await readdir(join(workplace.home, 'journal'))).toHaveLength(1)
  await workplace.restart()
  await workplace.page().api.listJournals()
  expect(await readdir(join(workplace.home, 'journal'))).toEqual([])
})

test('what is not there, or too much, is refused', async () => {
  const { api } = page
  const entry = { id: 'of-a-page', place: 'new:a', base: null, keptMillis: 1 } as const
  const add = (first: number, ...texts: string[]) =>
    api.addJournalTexts({ id: entry.id, first, texts })
  expect(await problem(add(1, 'a'))).toMatch(/^journal\/gap/)
  await value(add(0, 'a'))
  expect(await problem(api.keepJournalOfTexts({ ...entry, runs: [[0, 2]] }))).toMatch(
    /^journal\/gap/,
  )
  await value(add(0, 'x'.repeat(10_000_000)))
  const seven = Array.from({ length: 7 }, () => [0, 1] as const)
  expect(await problem(api.keepJournalOfTexts({ ...entry, runs: seven }))).toMatch(
    /^file\/too-large/,
  )
  const outside = { ...entry, place: 'file:../a.ipynb', runs: [[0, 1]] } as const
  expect(await problem(api.keepJournalOfTexts(outside))).toMatch(/^file\/outside/)
})
