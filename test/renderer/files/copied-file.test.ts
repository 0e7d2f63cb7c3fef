import { describe, expect, test } from 'vitest'
import { describeKept, readCopy } from '../../../renderer/files/copied-file.ts'

describe('a file that is dropped', () => {
  test('is a notebook without a place, under its name', async () => {
    const text = '{"cells":[],"metadata":{},"nbformat":4,"nbformat_minor":5}'
    expect(await readCopy(new File([text], 'a.ipynb'))).toEqual({
      ok: true,
      value: { place: 'new:a.ipynb', text },
    })
  })

  test('and is no notebook is refused in a sentence', async () => {
    const read = await readCopy(new File(['{'], 'a.ipynb'))
    expect(read).toMatchObject({ ok: false, problem: { code: 'file/not-a-notebook' } })
  })
})

test('files that could not be opened are named, with where they are', () => {
  expect(describeKept(['a.ipynb'])).toContain('a.ipynb is kept under “Unsaved work”')
  expect(describeKept(['a.ipynb', 'b.ipynb', 'c.ipynb'])).toContain(
    'a.ipynb, b.ipynb, and c.ipynb are kept',
  )
})
