import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { displaySymbol, TABLE_MIME_TYPE, Table, table } from '../../../engine/trace/table.ts'
import { textWidth } from '../../../engine/trace/table-text.ts'

const example = new Table(
  ['model', { name: 'write p99', unit: 'micros' }, 'conflicts', 'safe'],
  [
    ['single leader', 1250, { value: 0, unit: 'count' }, true],
    ['leaderless', 900, undefined, false],
  ],
  { title: 'Three models', caption: 'Seed 7.' },
)

describe('a cell', () => {
  const noted = new Table(
    ['metric', 'a', 'b'],
    [
      ['stale', { value: 0, unit: 'share', note: 'No read <could> miss a write.' }, 3],
      ['lost', { value: 0, unit: 'count', note: 'No fault struck.' }, 4],
      ['mean', { value: 1_250, unit: 'micros', halfWidth: 30 }, 5],
      ['more', { value: 0, unit: 'count', note: 'No fault struck.' }, 6],
    ],
  )

  it('shows how well its number is known', () => {
    expect(noted.toText()).toContain('1.25 ms ± 30 µs')
  })

  it('has its note below the table, once', () => {
    expect(noted.toText().split('\n').slice(-3)).toEqual([
      '',
      '¹ No read <could> miss a write.',
      '² No fault struck.',
    ])
    expect(noted.toText().match(/²/g)).toHaveLength(3)
    expect(noted.toHtml()).toContain(
      '<tfoot><tr><td colspan="3">¹ No read &lt;could&gt; miss a write.</td></tr><tr><td',
    )
  })
})

describe('a table as text', () => {
  it('aligns numbers right and all else left', () => {
    expect(example.toText().replaceAll('\u202f', ' ')).toBe(
      [
        'Three models',
        '',
        'model          write p99  conflicts  safe',
        '─────────────  ─────────  ─────────  ────',
        'single leader    1.25 ms          0  yes',
        'leaderless        900 µs          –  no',
        '',
        'Seed 7.',
      ].join('\n'),
    )
  })

  it('counts wide characters double and keeps a row on one line', () => {
    const text = new Table(
      ['名前', 'x'],
      [
        ['日本', 1],
        ['e\u0301\nf', 2],
      ],
    ).toText()
    expect(text.split('\n')).toEqual(['名前  x', '────  ─', '日本  1', 'e\u0301 f   2'])
  })

  it('has columns of one width', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.double()), { minLength: 1 }), (rows) => {
        const lines = new Table(['a', 'b'], [...rows, ['', 0]]).toText().split('\n')
        const rule = lines.find((line) => /^─* {2}─+$/.test(line))!
        const numbersEnd = lines.slice(lines.indexOf(rule) + 1).map(textWidth)
        expect(new Set(numbersEnd)).toEqual(new Set([textWidth(rule)]))
      }),
    )
  })

  it('counts the rows that it does not show', () => {
    const rows = Array.from({ length: 5 }, (_, index) => [index])
    const short = new Table(['n'], rows, { shownRows: 2 })
    expect(short.toText()).toBe('n\n─\n0\n1\n… 3 more rows')
    expect(short.toHtml()).toContain('3 more rows')
  })
})

describe('a table as HTML', () => {
  it('is a bare table with scopes', () => {
    expect(example.toHtml().replaceAll('\u202f', ' ')).toBe(
      [
        '<table>',
        '<caption>Three models<br>Seed 7.</caption>',
        '<thead><tr><th scope="col">model</th><th scope="col" align="right">write p99</th><th scope="col" align="right">conflicts</th><th scope="col">safe</th></tr></thead>',
        '<tbody>',
        '<tr><th scope="row">single leader</th><td align="right">1.25 ms</td><td align="right">0</td><td>yes</td></tr>',
        '<tr><th scope="row">leaderless</th><td align="right">900 µs</td><td align="right">–</td><td>no</td></tr>',
        '</tbody>',
        '</table>',
      ].join('\n'),
    )
  })

  it('lets no markup through, wherever it stands', () => {
    const bad = `<img src=x onerror="a('b')">&`
    const html = new Table([bad], [[bad], [{ value: 1, unit: bad }]], {
      title: bad,
      caption: bad,
    }).toHtml()
    expect(html).not.toContain('<img')
    expect(html.match(/&lt;img src=x onerror=&quot;a\(&#39;b&#39;\)&quot;&gt;&amp;/g)).toHaveLength(
      5,
    )
  })
})

describe('a table as a MIME bundle', () => {
  it('has text, HTML and unrounded data', () => {
    const bundle = example[displaySymbol]()
    expect(Object.keys(bundle)).toEqual(['text/plain', 'text/html', TABLE_MIME_TYPE])
    expect(bundle[TABLE_MIME_TYPE]).toEqual({
      title: 'Three models',
      caption: 'Seed 7.',
      columns: [
        { name: 'model', align: 'left' },
        { name: 'write p99', unit: 'micros', align: 'right' },
        { name: 'conflicts', align: 'right' },
        { name: 'safe', align: 'left' },
      ],
      rows: [
        ['single leader', 1250, { value: 0, unit: 'count' }, true],
        ['leaderless', 900, null, false],
      ],
      rowsOmitted: 0,
    })
  })
})

describe('table', () => {
  it('takes columns in order of first appearance', () => {
    const made = table([{ b: 1 }, { a: 'x', b: 2 }, { c: null, a: [1, 2] }])
    expect(made.columns.map(({ name }) => name)).toEqual(['b', 'a', 'c'])
    expect(made.rows).toEqual([
      [1, undefined, undefined],
      [2, 'x', undefined],
      [undefined, '[1,2]', undefined],
    ])
  })

  it('shows the columns that it is asked for, and no others', () => {
    const made = table([{ a: 1, b: 0.5 }], { columns: [{ name: 'b', unit: 'share' }, 'a'] })
    expect(made.toText()).toBe('    b  a\n─────  ─\n50.0%  1')
  })

  it('of no rows is a head', () => {
    expect(table([], { columns: ['a'] }).toText()).toBe('a\n─')
  })
})
