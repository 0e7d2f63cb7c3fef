import { describe, expect, test } from 'vitest'
import {
  type ImportedHistory,
  importHistory,
  readHistory,
} from '../../../../engine/check/import/import-history.ts'
import type { ImportOptions } from '../../../../engine/check/import/options.ts'
import { NEVER_RETURNED } from '../../../../engine/check/observed-history.ts'

const lines = (...texts: string[]): string => `${texts.join('\n')}\n`

/** What was read, an operation a line: process, key, input, output, positions. */
function shown({ observed, names }: ImportedHistory): string[] {
  return observed.operations.map(({ process, key, input, output, isKnown, call, return: end }) => {
    const { action, ...rest } = input
    const asked = [action, ...Object.values(rest).map((value) => JSON.stringify(value))].join(' ')
    const answer = isKnown ? JSON.stringify(output) : '?'
    const place = end === NEVER_RETURNED ? `${call}…` : `${call}–${end}`
    return `${names.process(process)} ${key}: ${asked} → ${answer} ${place}`
  })
}

const problemOf = (text: string, options?: ImportOptions): string => {
  const read = readHistory(text, options)
  return read.ok ? 'read' : read.problem.message
}

describe('the same history', () => {
  const expected = [
    'x: write 1 → true 0–2',
    'x: read → 1 1–3',
    'x: compare-and-set 1 2 → false 4–5',
    'x: write 3 → ? 6…',
  ]
  const events: [number, string, string, string, string?][] = [
    [0, 'invoke', 'write', '1'],
    [1, 'invoke', 'read', 'nil'],
    [0, 'ok', 'write', '1'],
    [1, 'ok', 'read', '1'],
    [0, 'invoke', 'cas', '[1 2]'],
    [0, 'fail', 'cas', '[1 2]'],
    [1, 'invoke', 'write', '3'],
    [1, 'info', 'write', ':timed-out'],
  ]
  const map = ([process, type, f, value]: (typeof events)[number]) =>
    `{:process ${process}, :type :${type}, :f :${f}, :key "x", :value ${value}}`
  const json = ([process, type, f, value]: (typeof events)[number]) =>
    JSON.stringify({ process, type, f, key: 'x', value: 'V' }).replace(
      '"V"',
      value.replace('nil', 'null').replace(' ', ',').replace(':timed-out', '"timed-out"'),
    )
  const record = ([process, type, f, value]: (typeof events)[number]) =>
    `${process}\t:${type}\t:${f}\t${value}`
  const texts: [string, string, string][] = [
    ['maps, one a line', 'edn', lines(...events.map(map))],
    ['a vector of maps', 'edn', `[${events.map(map).join(',\n ')}]`],
    ['a list of maps on one line', 'edn', `(${events.map(map).join(' ')})`],
    [
      'tagged maps',
      'edn',
      lines('; test', ...events.map((one) => `#jepsen.history.Op${map(one)}`)),
    ],
    ['a tagged vector', 'edn', `#jepsen.history/H [${events.map(map).join(' ')}]`],
    ['JSON lines', 'json-lines', lines(...events.map(json))],
    ['a JSON array', 'json-lines', `[${events.map(json).join(',\n')}]`],
    ['with a byte order mark and CRLF', 'edn', `\ufeff${events.map(map).join('\r\n')}\r\n`],
  ]

  test.each(texts)('is read from %s', (_, format, text) => {
    const history = importHistory(text)
    expect(history).toMatchObject({ format, model: 'cas-register', leftOut: 0 })
    expect(shown(history).map((line) => line.slice(2))).toEqual(expected)
  })

  test.each([
    ['history.txt', record],
    ['old log lines', (one: (typeof events)[number]) => `INFO  jepsen.util - ${record(one)}`],
    [
      'new log lines',
      (one: (typeof events)[number]) =>
        `INFO [2017-03-30 15:28:17,423] jepsen worker ${one[0]} - jepsen.util ${record(one)}`,
    ],
    [
      'log lines with a date first',
      (one: (typeof events)[number]) =>
        `2021-04-28 12:45:11,345{GMT}	INFO	[jepsen worker 0] jepsen.util: ${record(one)}`,
    ],
  ])('is read from %s', (_, line) => {
    const history = importHistory(lines(...events.map(line)))
    expect(history).toMatchObject({ format: 'jepsen-log', model: 'cas-register' })
    expect(shown(history)).toEqual(
      ['0 ', '1 ', '0 ', '1 '].map(
        (process, index) => process + expected[index].replace('x', 'register'),
      ),
    )
  })
})

describe('outcomes', () => {
  const edn = (...events: string[]) => importHistory(lines(...events.map((event) => `{${event}}`)))

  test('a read without an answer and a write that failed are left out, and counted', () => {
    const history = edn(
      ':process 0, :type :invoke, :f :read',
      ':process 0, :type :fail, :f :read, :value :timed-out',
      ':process 0, :type :invoke, :f :read',
      ':process 0, :type :info, :f :read',
      ':process 1, :type :invoke, :f :write, :value 1',
      ':process 1, :type :fail, :f :write, :value 1',
      ':process 2, :type :invoke, :f :write, :value 2',
    )
    expect(shown(history)).toEqual(['2 register: write 2 → ? 6…'])
    expect(history.leftOut).toBe(3)
    expect(history.observed.operations[0]).toMatchObject({ id: 0, line: 7 })
  })

  test('a compare-and-set that failed for a reason says nothing of the value', () => {
    const ask = ':process 0, :type :invoke, :f :cas, :value [1 2]'
    const ends: [string, number][] = [
      [':value [1 2]', 1],
      ['', 1],
      [':value nil, :error nil', 1],
      [':value [1 2], :error :connection-refused', 0],
      [':value :timed-out', 0],
    ]
    for (const [end, count] of ends) {
      const history = edn(ask, `:process 0, :type :fail, :f :cas, ${end}`)
      expect(history.observed.operations.map(({ output }) => output)).toEqual(count ? [false] : [])
    }
    const logged = importHistory(lines('0 :invoke :cas [1 2]', '0 :fail :cas [1 2] :not-found'))
    expect(logged.leftOut).toBe(1)
  })

  test('a process may go on after an unknown outcome; what it asked stays open', () => {
    const history = edn(
      ':process 0, :type :invoke, :f :write, :value 1',
      ':process 0, :type :info, :f :write, :value 1',
      ':process 0, :type :invoke, :f :read',
      ':process 0, :type :ok, :f :read, :value 1',
    )
    expect(shown(history)).toEqual(['0 register: write 1 → ? 0…', '0 register: read → 1 2–3'])
  })

  test('times are nanoseconds, and microseconds afterwards', () => {
    const history = edn(
      ':process 0, :type :invoke, :f :read, :time 5500',
      ':process 0, :type :ok, :f :read, :value nil, :time 12000',
    )
    expect(history.observed.operations[0]).toMatchObject({ invokedMicros: 5, returnedMicros: 12 })
  })

  test('what injects faults is passed over', () => {
    const history = edn(
      ':process :nemesis, :type :info, :f :start, :value {"n1" #{"n2"}}',
      ':process 0, :type :invoke, :f :read',
      ':process :nemesis, :type :info, :f :start, :value #object[a.B "c"]',
      ':process 0, :type :ok, :f :read, :value nil',
    )
    expect(shown(history)).toHaveLength(1)
  })
})

describe('keys', () => {
  test('stand in the values of independent tests', () => {
    const history = importHistory(
      lines(
        '0 :invoke :cas [7 [1 2]]',
        '1 :invoke :read [8 nil]',
        '0 :info :cas :timed-out',
        '1 :ok :read [8 3]',
      ),
    )
    expect(shown(history)).toEqual(['0 7: compare-and-set 1 2 → ? 0…', '1 8: read → 3 1–3'])
  })

  test('are not looked for in pairs that a register holds', () => {
    const history = importHistory(lines('0 :invoke :write [1 2]', '1 :invoke :read nil'))
    expect(shown(history)).toEqual(['0 register: write "[1 2]" → ? 0…'])
    expect(importHistory('0 :invoke :cas [1 2]').observed.operations[0].key).toBe('register')
  })

  test('1 and "1" are two', () => {
    const text = [1, '"1"'].map(
      (key, n) => `{:process ${n} :type :invoke :f :put :key ${key} :value "a"}`,
    )
    expect(importHistory(text.join('')).observed.operations.map(({ key }) => key)).toEqual([
      '1',
      '"1"',
    ])
  })
})

test('values that no JavaScript value is stay different from all others', () => {
  const values = [
    ':a',
    '":a"',
    '9007199254740993',
    '9007199254740992',
    '[1]',
    '"[1]"',
    '#{1}',
    'nil',
    '1',
    '"1"',
  ]
  const text = values.map((value, n) => `{:process ${n} :type :invoke :f :write :value ${value}}`)
  const read = importHistory(text.join('\n')).observed.operations.map(({ input }) =>
    JSON.stringify(input),
  )
  expect(new Set(read).size).toBe(values.length)
})

describe('models', () => {
  const write = (value: string) => `{:process 0 :type :invoke :f :put :value ${value}}`
  test.each([
    [write('"a"'), 'kv'],
    [write('1'), 'register'],
    ['0 :invoke :write 1', 'register'],
    ['0 :invoke :cas [1 2]', 'cas-register'],
    ['{:process 0 :type :invoke :f :append :value "a"}', 'kv'],
  ])('%s is of the model %s', (text, model) => {
    expect(importHistory(text).model).toBe(model)
  })

  test('may be said', () => {
    expect(
      importHistory('0 :invoke :write "a"', { model: 'kv' }).observed.operations[0].input,
    ).toEqual({
      action: 'put',
      value: 'a',
    })
  })
})

test.each<[string, string, ImportOptions?]>([
  ['', 'there is nothing in it.'],
  ['[]', 'there is no operation of a client in it.'],
  ['{:process :nemesis :type :info :f :start}', 'there is no operation of a client in it.'],
  [
    '<html>',
    `line 1: "<html>" is not how a history in Jepsen's EDN or log lines, or in JSON lines begins.`,
  ],
  ['[3]', 'line 1: "3" is not a map.'],
  ['{:type :invoke :f :read}', 'line 1: process is missing.'],
  ['{:process 0 :f :read}', 'line 1: type is missing.'],
  [
    '{:process 0 :type :begin :f :read}',
    'line 1: type is "begin", but must be invoke, ok, fail or info.',
  ],
  ['{:process 0 :type :invoke}', 'line 1: f is missing.'],
  [
    '0 :invoke :read nil\n1 :invoke :txn []',
    'line 2: f is "txn", but must be read, write, cas, get, put or append.',
  ],
  ['0 :invoke :read nil\ngarbage', 'line 2: "garbage" is no operation.'],
  ['INFO  jepsen.util - 0 invoke', 'line 1: "0 invoke" is no operation.'],
  [
    '0 :invoke :write 1\n0 :ok :write 1 2',
    'line 2: "2" stands where the end of the line should be.',
  ],
  ['0 :invoke :write [1', 'line 1: [ is not closed.'],
  ['0 :invoke :write', 'line 1: write has no value.'],
  ['0 :invoke :cas 1', 'line 1: cas takes [expected new], not "1".'],
  [
    '0 :invoke :read nil\n\n0 :invoke :read nil',
    'line 3: process 0 asks again before its operation of line 1 has ended.',
  ],
  ['0 :ok :read nil', 'line 1: process 0 ends an operation (ok), but has none under way.'],
  [
    '0 :invoke :read nil\n0 :ok :write 1',
    'line 2: process 0 ends write, but asked for read in line 1.',
  ],
  [
    '{:process 0 :type :invoke :f :get :key "a"}\n{:process 0 :type :ok :f :get :key "b"}',
    'line 2: process 0 ends an operation on "b", but asked about "a" in line 1.',
  ],
  [
    '{:process 0 :type :invoke :f :get :key "a"}\n{:process 1 :type :invoke :f :get}',
    'line 2: key is missing, but the operation of line 1 has one.',
  ],
  [
    '{:process 0 :type :invoke :f :read :index 5}\n{:process 1 :type :invoke :f :read :index 4}',
    'line 2: index 4 comes after index 5.',
  ],
  [
    '{:process 0 :type :invoke :f :read :time "now"}',
    'line 1: time is "\\"now\\"", but must be a number of nanoseconds.',
  ],
  ['{:process 0 :type :invoke :f :append :value 3}', 'line 1: append has "3", but kv holds texts.'],
  [
    '0 :invoke :cas [1 2]',
    'line 1: cas is none of what the model register has: read, get, write, put.',
    { model: 'register' },
  ],
  [
    '0 :invoke :read nil',
    'the text has 19 characters, more than the limit characters of 10.',
    { limits: { characters: 10 } },
  ],
  [
    '0 :invoke :read nil',
    'model is "queue", but must be register, cas-register, kv.',
    { model: 'queue' as never },
  ],
  [
    '{"process":0,"type":"invoke","f":"read"}\n{"process":0,"type":"ok","f":"read","value":}',
    'line 2: "}" stands where a value should be.',
  ],
  [
    '[{:process 0 :type :invoke :f :read}] 3',
    'line 1: "3" stands where the end of the text should be.',
  ],
  ['[{:process 0 :type :invoke :f :read}\n', 'line 1: the list is not closed.'],
])('%j is refused', (text, message, options) => {
  expect(problemOf(text, options)).toBe(message)
})

test('in a cell, a refusal is thrown', () => {
  expect(() => importHistory('[3]')).toThrow('line 1: "3" is not a map.')
  expect(() => importHistory(3 as never)).toThrow(
    'a history is read from a text, not from a value of type number.',
  )
})

test('what other loggers wrote is passed over, with the lines that follow it', () => {
  const text = lines(
    'INFO [2017-03-30 15:28:17,400] main - jepsen.cli Test options:',
    ' {:nodes ["n1"]}',
    'INFO [2017-03-30 15:28:17,423] jepsen worker 2 - jepsen.util 2\t:invoke\t:write\t1',
    'WARN [2017-03-30 15:28:19,423] jepsen worker 2 - jepsen.core Process 2 indeterminate',
    'java.net.SocketTimeoutException: Read timed out',
    '  at a.b(C.java:1)',
    'INFO [2017-03-30 15:28:19,430] jepsen worker 2 - jepsen.util 2\t:info\t:write\t1\tindeterminate: Read {timed out',
    'INFO [2017-03-30 15:28:19,440] jepsen nemesis - jepsen.util :nemesis\t:info\t:stop\t"healed',
  )
  expect(shown(importHistory(text))).toEqual(['2 register: write 1 → ? 0…'])
})
