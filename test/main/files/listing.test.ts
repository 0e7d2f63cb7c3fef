import { readdirSync } from 'node:fs'
import { symlink } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { listFolder } from '../../../main/files/folder-listing.ts'
import { createLibrary } from '../../../main/files/library.ts'
import { notebookFacts } from '../../../main/files/notebook-facts.ts'
import { createServedFolder, openServedFolder } from '../../../main/files/served-folder.ts'
import { createCell, createNotebook, serializeNotebook } from '../../../notebooks/document/index.ts'
import { createFileWorkplace, type FileWorkplace } from './file-workplace.ts'

let workplace: FileWorkplace
beforeEach(async () => {
  workplace = await createFileWorkplace()
})
afterEach(() => workplace.remove())

describe("a folder's list", () => {
  test('has its notebooks and those of its folders by path, and nothing that is hidden', async () => {
    const names = ['b.ipynb', 'a/c.ipynb', 'a/d/e.ipynb', 'n.txt', '.h.ipynb', '.git/x.ipynb']
    for (const name of [...names, 'node_modules/y.ipynb']) await workplace.write(name, '')
    const { entries, ...rest } = await workplace.page().api.listFolder()
    expect(rest).toEqual({})
    expect(entries.map(({ place, path }) => [place, path])).toEqual([
      ['file:a/c.ipynb', 'a/c.ipynb'],
      ['file:a/d/e.ipynb', 'a/d/e.ipynb'],
      ['file:b.ipynb', 'b.ipynb'],
    ])
    expect(entries.every(({ modifiedMillis }) => Number.isInteger(modifiedMillis))).toBe(true)
  })

  test('has links that stay within, and no others', async () => {
    await workplace.write('a/real.ipynb', '')
    await symlink('a/real.ipynb', workplace.path('inside.ipynb'))
    await symlink('/etc/hostname', workplace.path('outside.ipynb'))
    await symlink('nothing', workplace.path('dangling.ipynb'))
    await symlink('..', workplace.path('up'))
    const { entries } = await workplace.page().api.listFolder()
    expect(entries.map(({ path }) => path)).toEqual(['a/real.ipynb', 'inside.ipynb'])
  })

  test('ends at its limits, the nearest first, and says which', async () => {
    for (const name of ['z.ipynb', 'a/1.ipynb', 'a/2.ipynb', 'a/b/3.ipynb']) {
      await workplace.write(name, '')
    }
    const places = createServedFolder(workplace.folder)
    const few = await listFolder(places, { folderEntries: 2, foldersVisited: 100 })
    expect(few).toMatchObject({
      limit: 'folderEntries',
      entries: [{ path: 'a/1.ipynb' }, { path: 'z.ipynb' }],
    })
    const near = await listFolder(places, { folderEntries: 100, foldersVisited: 1 })
    expect(near).toMatchObject({ limit: 'foldersVisited', entries: [{ path: 'z.ipynb' }] })
  })
})

test('a folder that is none is refused', async () => {
  await workplace.write('a.ipynb', '')
  const refusals = await Promise.all(
    ['a.ipynb', 'nowhere'].map((name) => openServedFolder(workplace.path(name))),
  )
  expect(refusals.map((refusal) => !refusal.ok && refusal.problem.message)).toEqual([
    `${workplace.path('a.ipynb')} is a file, not a folder.`,
    `${workplace.path('nowhere')} does not exist.`,
  ])
})

describe('what a gallery tells of a notebook', () => {
  const facts = (...sources: string[]) =>
    notebookFacts(
      serializeNotebook(
        createNotebook(sources.map((source, index) => createCell('markdown', `c${index}`, source))),
      ),
    )

  test('is its first heading and the first sentence of its first paragraph, without marks', () => {
    expect(
      facts(
        '- a list\n',
        '## How *stale*?\n\nA **quorum** of `n`\nnodes, e.g. [two](x), answers. More.',
      ),
    ).toEqual({
      title: 'How stale?',
      sentence: 'A quorum of n nodes, e.g. two, answers.',
      picture: null,
    })
  })

  test('is little for an empty notebook, and nothing for what is none', () => {
    expect(facts()).toEqual({ title: null, sentence: '', picture: null })
    expect(notebookFacts('{}')).toBeNull()
  })

  test('is all of it for every notebook that ships', async () => {
    const folder = fileURLToPath(new URL('../../../notebooks/library', import.meta.url))
    const entries = await createLibrary(folder).list()
    expect(entries).toHaveLength(
      readdirSync(folder).filter((name) => name.endsWith('.ipynb')).length,
    )
    for (const { place, title, sentence, picture } of entries) {
      expect(place).toMatch(/^library:\d\d-/)
      expect(title.length).toBeGreaterThan(5)
      expect(sentence).toMatch(/[.?]$/)
      expect(picture === null || picture.startsWith('<svg')).toBe(true)
    }
  })
})
