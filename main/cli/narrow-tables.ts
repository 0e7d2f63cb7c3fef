import { wrapped } from './text.ts'

const gap = '  '
const rule = /^─+(?: {2}─+)+$/

/** The text with the tables in it that are wider than `columns` made narrower: what stands in their cells is wrapped. */
export function narrowTables(text: string, columns: number): string {
  const lines = text.split('\n')
  const shown: string[] = []
  for (let index = 0; index < lines.length; index++) {
    const isWideTable = rule.test(lines[index]) && lines[index].length > columns && index > 0
    const rows = isWideTable ? rowsBelow(lines, index) : []
    const narrow = isWideTable ? narrowTable(lines[index], shown.at(-1) ?? '', rows, columns) : null
    if (narrow === null) shown.push(lines[index])
    else {
      shown.splice(-1, 1, ...narrow)
      index += rows.length
    }
  }
  return shown.join('\n')
}

/** The rows end with an empty line or with the count of those left out. */
function rowsBelow(lines: readonly string[], ruleAt: number): string[] {
  const end = lines.findIndex((line, at) => at > ruleAt && /^(?:…|$)/.test(line))
  return lines.slice(ruleAt + 1, end === -1 ? lines.length : end)
}

interface Column {
  readonly cells: readonly string[]
  readonly isRight: boolean
}

/** Null where a word alone is too wide, or a character takes no column or two. */
function narrowTable(ruleLine: string, head: string, rows: readonly string[], width: number) {
  if (![head, ...rows].every(isPlain)) return null
  const columns = columnsOf(ruleLine, [head, ...rows])
  const widths = widthsWithin(columns, width - gap.length * (columns.length - 1))
  if (widths === null) return null
  const wrappedColumns = columns.map((column, at) => wrapColumn(column, widths[at]))
  const [first, ...others] = [head, ...rows].map((_, row) => rowLines(wrappedColumns, row))
  const isLoose = others.some((lines) => lines.length > 1)
  const body = others.flatMap((lines, row) => (isLoose && row > 0 ? ['', ...lines] : lines))
  return [...first, wrappedColumns.map(({ width: own }) => '─'.repeat(own)).join(gap), ...body]
}

/** Marks on the character before take no column, wide characters two. */
const isPlain = (line: string): boolean =>
  !/[\p{M}\p{Cf}\u1100-\u115f\u2e80-\uffff\u{10000}-\u{10ffff}]/u.test(line)

function columnsOf(ruleLine: string, lines: readonly string[]): Column[] {
  let start = 0
  return ruleLine.split(gap).map(({ length }) => {
    const raw = lines.map((line) => line.slice(start, start + length).padEnd(length))
    start += length + gap.length
    const cells = raw.map((cell) => cell.trim())
    const isRight = raw.slice(1).every((cell, row) => cell === cells[row + 1].padStart(length))
    return { cells, isRight }
  })
}

/** The widest columns give way first, down to their longest word; numbers keep their unit beside them. */
function widthsWithin(columns: readonly Column[], width: number): number[] | null {
  const natural = columns.map(({ cells }) => longest(cells))
  const least = columns.map(({ cells: [head, ...body], isRight }) =>
    longest([...wordsOf(head), ...(isRight ? body : body.flatMap(wordsOf))]),
  )
  for (let cap = width; cap > 0; cap--) {
    const widths = natural.map((own, at) => Math.max(least[at], Math.min(own, cap)))
    if (widths.reduce((sum, one) => sum + one, 0) <= width) return widths
  }
  return null
}

const wordsOf = (text: string): string[] => text.split(' ')
const longest = (texts: readonly string[]): number => Math.max(...texts.map(({ length }) => length))

interface WrappedColumn {
  readonly cells: readonly (readonly string[])[]
  readonly isRight: boolean
  readonly width: number
}

/** As wide as its widest line then is. */
function wrapColumn({ cells, isRight }: Column, width: number): WrappedColumn {
  const lines = cells.map((cell) => (cell.length <= width ? [cell] : wrapped(cell, width)))
  return { cells: lines, isRight, width: longest(lines.flat()) }
}

function rowLines(columns: readonly WrappedColumn[], row: number): string[] {
  const height = Math.max(...columns.map(({ cells }) => cells[row].length))
  return Array.from({ length: height }, (_, at) =>
    columns
      .map(({ cells, isRight, width }) => {
        const part = cells[row][at] ?? ''
        return isRight ? part.padStart(width) : part.padEnd(width)
      })
      .join(gap)
      .trimEnd(),
  )
}
