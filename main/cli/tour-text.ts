import type { Cell } from '../../notebooks/document/index.ts'
import { type Session, stateOf } from '../../notebooks/session/index.ts'
import type { TextSink } from './command-host.ts'
import { markdownText } from './markdown-text.ts'
import { narrowTables } from './narrow-tables.ts'
import { outputText } from './output-text.ts'
import type { Progress } from './progress.ts'

/**
 * Writes the notebook's text from top to bottom as far as it has run: what stands above a cell before the cell is done, its outputs
 * after. Returns the function that writes what stands below the last cell.
 */
export function readAloud(session: Session, sink: TextSink, progress: Progress): () => void {
  let written = 0

  function writeUpTo(end: number): void {
    progress.clear()
    for (; written < end; written += 1) {
      const text = cellText(session.notebook.cells[written], sink)
      if (text !== '') sink.write(`${text}\n`)
    }
  }

  session.on('change', (change) => {
    if (change.type !== 'state' || change.state === 'queued') return
    const index = session.notebook.cells.findIndex(({ id }) => id === change.cell)
    writeUpTo(change.state === 'done' ? index + 1 : index)
  })
  return () => {
    if (isWhole(session)) writeUpTo(session.notebook.cells.length)
  }
}

/** Whether every code cell had its turn. */
const isWhole = ({ notebook, states }: Session): boolean =>
  notebook.cells.every(
    ({ id, cell_type }) =>
      cell_type !== 'code' || ['done', 'skipped'].includes(stateOf(states, id)),
  )

function cellText(cell: Cell, sink: TextSink): string {
  if (cell.cell_type === 'markdown') return markdownText(cell.source, sink)
  if (cell.cell_type === 'raw') return ''
  return cell.outputs.map((output) => narrowTables(outputText(output), sink.columns)).join('')
}
