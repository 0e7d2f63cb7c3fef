import { execFileSync } from 'node:child_process'
import { chmod, readdir, stat, truncate, writeFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { saveFile } from '../../../main/files/save.ts'
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

const place = 'file:a.ipynb'

describe('a save', () => {
  test('replaces what was read, gives the version of the next save, and leaves nothing else behind', async () => {
    await workplace.write('a.ipynb', 'first')
    const { api } = workplace.page()
    const { version } = await value(api.open(place))
    const second = await value(api.save({ place, text: 'second', replaces: version }))
    await value(api.save({ place, text: 'third', replaces: second }))
    expect(await workplace.read('a.ipynb')).toBe('third')
    expect(await readdir(workplace.folder)).toEqual(['a.ipynb'])
  })

  test('never replaces bytes that its writer has not seen', async () => {
    await workplace.write('a.ipynb', 'first')
    const { api } = workplace.page()
    const { version } = await value(api.open(place))
    await workplace.write('a.ipynb', 'by another program')
    expect(await problem(api.save({ place, text: 'mine', replaces: version }))).toBe(
      'file/changed: a.ipynb was changed by another program or tab since it was read.',
    )
    expect(await workplace.read('a.ipynb')).toBe('by another program')
    await value(api.save({ place, text: 'mine', replaces: 'any' }))
    expect(await workplace.read('a.ipynb')).toBe('mine')
  })

  test('goes on when a file was touched but says the same', async () => {
    await workplace.write('a.ipynb', 'first')
    const { api } = workplace.page()
    const { version } = await value(api.open(place))
    await workplace.write('a.ipynb', 'first')
    await value(api.save({ place, text: 'second', replaces: version }))
  })

  test('of a file that is gone is refused, and may be made anew', async () => {
    await workplace.write('a.ipynb', 'first')
    const { api } = workplace.page()
    const { version } = await value(api.open(place))
    await workplace.write('b.ipynb', '')
    execFileSync('rm', [workplace.path('a.ipynb')])
    expect(await problem(api.save({ place, text: 'mine', replaces: version }))).toBe(
      'file/changed: a.ipynb was removed or renamed since it was read.',
    )
    await value(api.save({ place, text: 'mine', replaces: null }))
    expect(await workplace.read('a.ipynb')).toBe('mine')
  })

  test('of a new file never replaces one that is there', async () => {
    await workplace.write('a.ipynb', 'there')
    const saved = workplace.page().api.save({ place, text: 'mine', replaces: null })
    expect(await problem(saved)).toBe('file/exists: a.ipynb is there already.')
    expect(await workplace.read('a.ipynb')).toBe('there')
    expect(await readdir(workplace.folder)).toEqual(['a.ipynb'])
  })

  test('by many at a time from one version: one wins, the others are told', async () => {
    await workplace.write('a.ipynb', 'first')
    const pages = Array.from({ length: 20 }, () => workplace.page())
    const { version } = await value(pages[0].api.open(place))
    const saves = await Promise.all(
      pages.map(({ api }, index) => api.save({ place, text: `${index}`, replaces: version })),
    )
    expect(saves.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await workplace.read('a.ipynb')).toBe(`${saves.findIndex(({ ok }) => ok)}`)
  })

  test('by many at a time of one new file: one wins', async () => {
    const saves = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        // Not through the host, which lets one go after the other.
        saveFile(
          { path: workplace.path('a.ipynb'), name: 'a' },
          { text: `${index}`, replaces: null },
        ),
      ),
    )
    expect(saves.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await readdir(workplace.folder)).toEqual(['a.ipynb'])
  })

  test('keeps the permissions of the file', async () => {
    await workplace.write('a.ipynb', 'first')
    await chmod(workplace.path('a.ipynb'), 0o640)
    await value(workplace.page().api.save({ place, text: 'second', replaces: 'any' }))
    expect((await stat(workplace.path('a.ipynb'))).mode & 0o777).toBe(0o640)
  })

  test('into a folder that is not there is refused', async () => {
    const saved = workplace.page().api.save({ place: 'file:x/a.ipynb', text: '', replaces: null })
    expect(await problem(saved)).toBe(
      'file/not-found: x/a.ipynb does not exist, or its folder does not.',
    )
  })

  test('above the limit is refused, and so is opening such a file', async () => {
    const at = { path: workplace.path('a.ipynb'), name: 'a.ipynb' }
    expect(
      await problem(saveFile(at, { text: 'ü'.repeat(600_000), replaces: null }, 1_000_000)),
    ).toBe('file/too-large: a.ipynb has 1.2 MB, and a notebook may have 1.0 MB (notebookBytes).')
    await workplace.write('large.ipynb', '')
    await truncate(workplace.path('large.ipynb'), 64_000_001)
    expect(await problem(workplace.page().api.open('file:large.ipynb'))).toMatch(/^file\/too-large/)
    await value(workplace.page().api.save({ place: 'file:large.ipynb', text: '', replaces: 'any' }))
  })
})

test('bytes that are no text are refused, a byte order mark is kept', async () => {
  await writeFile(workplace.path('a.ipynb'), new Uint8Array([0xff, 0xfe, 0]))
  const { api } = workplace.page()
  expect(await problem(api.open(place))).toBe(
    'file/not-a-notebook: a.ipynb is not a text in UTF-8.',
  )
  await workplace.write('a.ipynb', '\ufeff{}')
  expect((await value(api.open(place))).text).toBe('\ufeff{}')
})

const isRoot = process.getuid?.() === 0

test.skipIf(isRoot)(
  'a file that may not be written opens read-only and is not replaced (root may write anything)',
  async () => {
    await workplace.write('a.ipynb', 'first')
    await chmod(workplace.path('a.ipynb'), 0o444)
    const { api } = workplace.page()
    expect(await value(api.open(place))).toMatchObject({ isReadOnly: true })
    expect(await problem(api.save({ place, text: '', replaces: 'any' }))).toBe(
      'file/no-permission: a.ipynb may not be written.',
    )
  },
)

describe('rename', () => {
  test('gives a file a free name, and the next save goes there', async () => {
    await workplace.write('a.ipynb', 'text')
    const { api } = workplace.page()
    const version = await value(api.rename(place, 'file:b.ipynb'))
    await value(api.save({ place: 'file:b.ipynb', text: 'next', replaces: version }))
    expect(await readdir(workplace.folder)).toEqual(['b.ipynb'])
  })

  test('never replaces another file', async () => {
    await workplace.write('a.ipynb', 'a')
    await workplace.write('b.ipynb', 'b')
    const { api } = workplace.page()
    expect(await problem(api.rename(place, 'file:b.ipynb'))).toBe(
      'file/exists: b.ipynb is there already.',
    )
    expect([await workplace.read('a.ipynb'), await workplace.read('b.ipynb')]).toEqual(['a', 'b'])
  })

  test('can change the case alone', async () => {
    await workplace.write('a.ipynb', 'a')
    await value(workplace.page().api.rename(place, 'file:A.ipynb'))
    expect(await readdir(workplace.folder)).toEqual(['A.ipynb'])
  })

  test('of two onto each other at once ends, and loses nothing', async () => {
    await workplace.write('a.ipynb', 'a')
    await workplace.write('b.ipynb', 'b')
    const { api } = workplace.page()
    await Promise.all([api.rename(place, 'file:b.ipynb'), api.rename('file:b.ipynb', place)])
    expect(await readdir(workplace.folder)).toHaveLength(2)
  })

  test('of what is no file is refused', async () => {
    const { api } = workplace.page()
    expect(await problem(api.rename('library:01-first', place))).toMatch(/^file\/read-only/)
    expect(await problem(api.rename('new:untitled', place))).toMatch(/^file\/failed/)
    expect(await problem(api.rename(place, 'file:b.ipynb'))).toMatch(/^file\/not-found: a.ipynb/)
  })
})

describe('a copy', () => {
  test('goes beside the file under the first free name', async () => {
    await workplace.write('x/a.ipynb', 'text')
    const { api } = workplace.page()
    expect(await value(api.duplicate('file:x/a.ipynb'))).toBe('file:x/a 2.ipynb')
    expect(await value(api.duplicate('file:x/a.ipynb'))).toBe('file:x/a 3.ipynb')
    expect(await value(api.duplicate('file:x/a 2.ipynb'))).toBe('file:x/a 4.ipynb')
    expect(await workplace.read('x/a 4.ipynb')).toBe('text')
  })

  test('of a notebook that ships, or of a new one, goes into the served folder', async () => {
    const { api } = workplace.page()
    expect(await value(api.duplicate('library:01-first'))).toBe('file:01-first.ipynb')
    expect(await value(api.duplicate('new:untitled'))).toBe('file:untitled.ipynb')
    expect(await value(api.duplicate('new:untitled'))).toBe('file:untitled 2.ipynb')
    expect(await workplace.read('untitled 2.ipynb')).toBe(emptyNotebook)
  })

  test('of a new one goes nowhere else', async () => {
    expect(await problem(workplace.page().api.duplicate('new:../untitled'))).toMatch(
      /^file\/outside/,
    )
  })
})

test('what ships and what is new open, and are not saved', async () => {
  const { api } = workplace.page()
  expect(await value(api.open('library:01-first'))).toMatchObject({
    text: emptyNotebook,
    isReadOnly: true,
  })
  expect(await value(api.open('new:untitled'))).toMatchObject({
    text: emptyNotebook,
    isReadOnly: false,
  })
  expect(await problem(api.save({ place: 'library:01-first', text: '', replaces: 'any' }))).toBe(
    'file/read-only: 01-first ships with Replilab and is not changed: save a copy.',
  )
  expect(await problem(api.save({ place: 'new:untitled', text: '', replaces: null }))).toBe(
    'file/failed: untitled has no file yet: save it under a name.',
  )
  expect(await problem(api.open('library:../served/a'))).toMatch(/^file\/not-found/)
})
