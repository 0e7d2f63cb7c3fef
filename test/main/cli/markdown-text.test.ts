import { expect, test } from 'vitest'
import { markdownText } from '../../../main/cli/markdown-text.ts'
import { createSink } from './cli-in-process.ts'

const text = (source: string, columns = 40) => markdownText(source, createSink({ columns }))

test('headings and paragraphs lose their marks and are wrapped', () => {
  expect(text('# Title\nOne *fine* **word**\nof [text](https://x.org) and `code`.', 30)).toBe(
    'Title\n\nOne fine word of text\n(https://x.org) and `code`.\n',
  )
})

test('lists hang behind their markers', () => {
  expect(text('- one two three four five six\n- four\n\n3. five\n4. six\n   - seven', 20)).toBe(
    '• one two three four\n  five six\n• four\n\n3. five\n4. six\n   • seven\n',
  )
})

test('tables have aligned columns, code and quotes are set off', () => {
  expect(text('| a | bc |\n|---|---|\n| long | x |\n\n> said\n\n```ts\nlet x\n```')).toBe(
    'a     bc\n────  ──\nlong  x\n\n│ said\n\n    let x\n',
  )
})

test('headings are bold where there is colour', () => {
  const sink = createSink({ hasColor: true })
  expect(markdownText('## Title', sink)).toBe('\u001b[1mTitle\u001b[22m\n')
})

test('empty text is no line', () => {
  expect(text('')).toBe('')
})
