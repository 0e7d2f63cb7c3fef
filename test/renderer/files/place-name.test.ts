import { expect, test } from 'vitest'
import { besideFile, nameOfPlace, withEnding } from '../../../renderer/files/place-name.ts'

test('a file is named by the last part of its path, on every system', () => {
  expect(nameOfPlace('file:a/b c.ipynb')).toBe('b c.ipynb')
  expect(nameOfPlace('file:C:\\notes\\b.ipynb')).toBe('b.ipynb')
  expect(nameOfPlace('library:01-first')).toBe('01-first')
})

test('another name stays in the folder, and gets its ending', () => {
  expect(besideFile('file:a/b.ipynb', 'c')).toBe('file:a/c.ipynb')
  expect(besideFile('file:b.ipynb', ' c.ipynb ')).toBe('file:c.ipynb')
  expect(besideFile('file:/home/me/b.ipynb', 'c.IPYNB')).toBe('file:/home/me/c.IPYNB')
  expect(besideFile('new:', 'c')).toBe('file:c.ipynb')
  expect(withEnding('c.txt')).toBe('c.txt.ipynb')
})
