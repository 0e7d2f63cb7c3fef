import { describe, expect, test } from 'vitest'
import { readAddress, writeAddress } from '../../../renderer/app/address.ts'

describe('the address of a page', () => {
  test.each([
    { place: 'file:a folder/größe & co.ipynb' },
    { place: 'library:01-first' },
    { place: 'new:first.ipynb', template: 'library:01-first' },
  ] as const)('names its notebook: %j', (at) => {
    expect(readAddress(writeAddress(at))).toEqual(at)
  })

  test('names none in the gallery, nor where it holds something else', () => {
    expect(writeAddress(undefined)).toBe('')
    for (const search of ['', '?open=', '?open=file:', '?open=javascript:x', '?token=abc'])
      expect(readAddress(search)).toBeUndefined()
  })
})
