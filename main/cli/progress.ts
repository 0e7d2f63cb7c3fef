import type { CodeCell } from '../../notebooks/document/index.ts'
import { codeCells, type Session } from '../../notebooks/session/index.ts'
import type { CommandHost, TextSink } from './command-host.ts'
import { isCounted, isSkipped } from './run-notebook.ts'
import { cutText, durationText, firstLine } from './text.ts'

const redrawMillis = 100

/** Takes the line away, and the cursor to its start. */
const eraseLine = '\r\u001b[K'

/** One line of the terminal that says which cell runs. */
export interface Progress {
  /** Takes the line away, so that other text can be written; it comes back by itself. */
  clear(): void
  end(): void
}

const noProgress: Progress = { clear: () => undefined, end: () => undefined }

/** Follows a session on a terminal; nothing at all when the sink is no terminal. */
export function followSession(session: Session, sink: TextSink, host: CommandHost): Progress {
  if (!sink.isTerminal) return noProgress
  const cells = codeCells(session.notebook).filter((cell) => isCounted(cell) && !isSkipped(cell))
  let running: CodeCell | undefined
  let startMillis = host.nowMillis()

  function draw(): void {
    if (running === undefined) return
    const place = `cell ${cells.indexOf(running) + 1} of ${cells.length}`
    const line = `${place}  ${durationText(host.nowMillis() - startMillis)}  ${firstLine(running.source)}`
    sink.write(`${eraseLine}${cutText(line, sink.columns - 1)}`)
  }

  const timer = setInterval(draw, redrawMillis)
  const forget = session.on('change', (change) => {
    if (change.type !== 'state' || change.state !== 'running') return
    running = cells.find(({ id }) => id === change.cell)
    startMillis = host.nowMillis()
    draw()
  })
  return {
    clear: () => sink.write(eraseLine),
    end() {
      clearInterval(timer)
      forget()
      sink.write(eraseLine)
    },
  }
}
