import { rename, rm, writeFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createFileWorkplace, type FileWorkplace, type TestPage, value } from './file-workplace.ts'

let workplace: FileWorkplace
beforeEach(async () => {
  workplace = await createFileWorkplace()
  await workplace.write('a.ipynb', 'first')
})
afterEach(() => workplace.remove())

const place = 'file:a.ipynb'

/** What a page is told, once it was told so much. */
async function told(page: TestPage, count: number): Promise<TestPage['told']> {
  await expect.poll(() => page.told.length, { timeout: 5_000 }).toBe(count)
  return page.told
}

async function pageWithFile(): Promise<TestPage & { version: string }> {
  const page = workplace.page()
  const { version } = await value(page.api.open(place))
  return { ...page, version }
}

/** Long enough for what is seen to be told. */
const soon = () => new Promise((resolve) => setTimeout(resolve, 300))

describe('a page is told of its file when another program', () => {
  test('writes it', async () => {
    const page = await pageWithFile()
    await workplace.write('a.ipynb', 'second')
    const [[changed, version]] = await told(page, 1)
    expect(changed).toBe(place)
    expect((await value(page.api.open(place))).version).toBe(version)
  })

  test('puts another in its place, again and again', async () => {
    const page = await pageWithFile()
    for (const count of [1, 2, 3]) {
      await workplace.write('.a.tmp', `text ${count}`)
      await rename(workplace.path('.a.tmp'), workplace.path('a.ipynb'))
      await told(page, count)
    }
  })

  test('removes it, and when it comes back', async () => {
    const page = await pageWithFile()
    await rm(workplace.path('a.ipynb'))
    expect(await told(page, 1)).toEqual([[place, null]])
    await workplace.write('a.ipynb', 'back')
    await told(page, 2)
  })
})

describe('a page is not told', () => {
  test('of what it saves itself, and the other pages at once', async () => {
    const [mine, others] = [await pageWithFile(), await pageWithFile()]
    const saved = await value(mine.api.save({ place, text: 'mine', replaces: mine.version }))
    expect(others.told).toEqual([[place, saved]])
    await soon()
    expect(mine.told).toEqual([])
    expect(others.told).toHaveLength(1)
  })

  test('of a file that was touched but says the same', async () => {
    const page = await pageWithFile()
    await writeFile(workplace.path('a.ipynb'), 'first')
    await soon()
    expect(page.told).toEqual([])
  })

  test('of files that it has closed, or after it has left', async () => {
    const [closed, left] = [await pageWithFile(), await pageWithFile()]
    await closed.api.close(place)
    left.leave()
    await workplace.write('a.ipynb', 'second')
    await soon()
    expect([closed.told, left.told]).toEqual([[], []])
  })

  test('of other files in the folder', async () => {
    const page = await pageWithFile()
    await workplace.write('b.ipynb', 'another')
    await soon()
    expect(page.told).toEqual([])
  })
})

test('a page that renames a file is told of it under its new name, the others that it is gone', async () => {
  const [mine, others] = [await pageWithFile(), await pageWithFile()]
  await value(mine.api.rename(place, 'file:b.ipynb'))
  expect(others.told).toEqual([[place, null]])
  await soon()
  await workplace.write('b.ipynb', 'second')
  const [[changed]] = await told(mine, 1)
  expect(changed).toBe('file:b.ipynb')
})
