import { describe, expect, test } from 'vitest'
import { formText } from '../../../../engine/check/import/form-text.ts'
import { defaultImportLimits } from '../../../../engine/check/import/limits.ts'
import { readEdn } from '../../../../engine/check/import/read-edn.ts'
import { readJson } from '../../../../engine/check/import/read-json.ts'
import { Scanner } from '../../../../engine/check/import/scanner.ts'

const edn = (text: string) => formText(readEdn(new Scanner(text, defaultImportLimits)))
const json = (text: string) => formText(readJson(new Scanner(text, defaultImportLimits)))

describe('EDN', () => {
  test.each([
    ['nil', 'nil'],
    [' , true', 'true'],
    ['; a comment\n;another\n 5', '5'],
    ['-0012', '-12'],
    ['+7', '7'],
    ['5N', '5'],
    ['-0', '0'],
    ['9007199254740993', '9007199254740993'],
    ['-123456789012345678901234567890N', '-123456789012345678901234567890'],
    ['1.50', '1.5'],
    ['1e3', '1000'],
    ['1.50M', '1.50M'],
    ['1e999', '1e999'],
    ['1/3', '1/3'],
    ['##NaN', '##NaN'],
    [':a.b/c', ':a.b/c'],
    ['some-symbol', 'some-symbol'],
    ['-', '-'],
    ['\\newline', '\\newline'],
    ['\\u00e9', '\\u00e9'],
    ['"a\\n\\u00e9\\"\\\\ é"', '"a\\né\\"\\\\ é"'],
    ['"two\nlines"', '"two\\nlines"'],
    ['"\\101"', '"A"'],
    ['#"a\\d"', '#"a\\\\d"'],
    ['[1 [2, 3] (4)]', '[1 [2 3] [4]]'],
    ['{:b 1, :a {}}', '{:a {}, :b 1}'],
    ['{"__proto__" 1, "constructor" 2}', '{"__proto__" 1, "constructor" 2}'],
    ['#{3 1 :a}', '#{1 3 :a}'],
    ['#inst "2026-11-22"', '#inst "2026-11-22"'],
    ['#jepsen.history.Op{:index 1}', '#jepsen.history.Op {:index 1}'],
    ['[1 #_2 #_ #_ 3 4 5]', '[1 5]'],
    ['[1;c]\n]', '[1]'],
  ])('reads %j as %j', (text, expected) => {
    expect(edn(text)).toBe(expected)
  })

  test.each([
    ['', 'line 1: the text ends where a value should be.'],
    ['\n[1\n 2', 'line 2: [ is not closed.'],
    ['[1}', 'line 1: } does not close the [ of line 1.'],
    [']', 'line 1: "]" stands where a value should be.'],
    ['{:a}', 'line 1: a map has a key without a value.'],
    ['\n\n{:a 1\n :a 2}', 'line 3: a map has the key ":a" twice.'],
    ['#{1 1}', 'line 1: a set has the element "1" twice.'],
    ['\n"abc\n', 'line 2: a string is not closed.'],
    ['"\\q"', 'line 1: "\\\\q\\"" stands where an escape that strings have should be.'],
    ['12x', 'line 1: "12x" is not a number.'],
    ['0x1F', 'line 1: "0x1F" is not a number.'],
    ['::a', 'line 1: "::a" is not a keyword.'],
    [':', 'line 1: ":" is not a keyword.'],
    ['#', 'line 1: the text ends where a tag should be.'],
    ['#5 3', 'line 1: #"5" is not a tag.'],
    ['#_', 'line 1: the text ends where a value should be.'],
  ])('refuses %j', (text, expected) => {
    expect(() => edn(text)).toThrow(expected)
  })
})

describe('JSON', () => {
  test.each([
    ['{"a":[1,null,true],"__proto__":{}}', '{"__proto__" {}, "a" [1 nil true]}'],
    ['[]', '[]'],
    ['-0.50e1', '-5'],
    ['9007199254740993', '9007199254740993'],
    ['"\\u00e9\\/"', '"é/"'],
  ])('reads %j as %j', (text, expected) => {
    expect(json(text)).toBe(expected)
  })

  test.each([
    ['{"a":1,"a":2}', 'line 1: an object has the key "a" twice.'],
    ['[1,]', 'line 1: "]" stands where a value should be.'],
    ['{"a" 1}', 'line 1: "1}" stands where : should be.'],
    ['[1\n2]', 'line 2: "2]" stands where ] should be.'],
    ['{a:1}', 'line 1: "a:1}" stands where a key in quotes should be.'],
    ['nul', 'line 1: "nul" stands where a value should be.'],
    ['-', 'line 1: "-" stands where a number should be.'],
    ['"\\101"', 'line 1: "\\\\101\\"" stands where an escape that strings have should be.'],
  ])('refuses %j', (text, expected) => {
    expect(() => json(text)).toThrow(expected)
  })
})

test.each([
  ['lists', edn, '['],
  ['maps', edn, '{:a '],
  ['sets', edn, '#{'],
  ['tags', edn, '#a '],
  ['what is discarded', edn, '#_'],
  ['arrays', json, '['],
  ['objects', json, '{"a":'],
])('a million %s inside one another are refused with the name of the limit', (_, read, open) => {
  expect(() => read(open.repeat(1e6))).toThrow(
    'values are nested deeper than the limit nesting of 64.',
  )
})

test('long comments, blanks, strings and numbers need no stack', () => {
  expect(edn(`${';\n'.repeat(1e5)}${' ,'.repeat(1e5)}1`)).toBe('1')
  expect(edn(`"${'a'.repeat(5e6)}"`)).toHaveLength(5e6 + 2)
  expect(edn('7'.repeat(1e5))).toHaveLength(1e5)
})
