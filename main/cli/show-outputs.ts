import type { Session } from '../../notebooks/session/index.ts'
import type { TextSink } from './command-host.ts'
import { outputText } from './output-text.ts'
import type { Progress } from './progress.ts'

/** Writes the text of each output as it comes. */
export function showOutputs(session: Session, sink: TextSink, progress: Progress): void {
  session.on('change', (change) => {
    if (change.type !== 'output' || change.output.output_type === 'error') return
    progress.clear()
    sink.write(outputText(change.output))
  })
}
