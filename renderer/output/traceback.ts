/** A line of a traceback; one that names a place in a cell leads there. */
export interface TracebackLine {
  readonly text: string
  readonly place?: TracebackPlace
}

export interface TracebackPlace {
  /** Execution count of the cell. */
  readonly executionCount: number
  /** From 1. */
  readonly line: number
  /** From 1, in UTF-16 units. */
  readonly column: number
}

/** The places of an error as sessions write them; the first lines, which say the error itself, are left out. */
export function placesOf(error: {
  readonly ename: string
  readonly evalue: string
  readonly traceback: readonly string[]
}): TracebackLine[] {
  const said = `${error.ename}: ${error.evalue}`
  const lines = said.split('\n')
  const isSaid = lines.every((line, at) => error.traceback[at] === line)
  return error.traceback.slice(isSaid ? lines.length : 0).map(readLine)
}

const placePattern = /^(?:called from )?cell (\d+), line (\d+), column (\d+)/

function readLine(text: string): TracebackLine {
  const match = placePattern.exec(text)
  if (!match) return { text }
  const [executionCount, line, column] = match.slice(1).map(Number)
  return { text, place: { executionCount, line, column } }
}
