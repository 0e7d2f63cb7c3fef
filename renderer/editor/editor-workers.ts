import TextWorker from './text-worker.ts?worker'
import TypeScriptWorker from './types/cell-worker.ts?worker'

/** How long to wait before a worker that did not start is started again. */
const pauseMillis = 1_000

/** The editor's worker for a language, once it runs: the editor asks a single time, and would do without one that its server did not give. */
export async function startEditorWorker(language: string): Promise<Worker> {
  const isTypeScript = language === 'typescript' || language === 'javascript'
  for (;;) {
    const worker = isTypeScript ? new TypeScriptWorker() : new TextWorker()
    if (await isRunning(worker)) return worker
    await new Promise((resolve) => setTimeout(resolve, pauseMillis))
  }
}

/** Workers of the editor send a message of any kind as soon as they run. */
function isRunning(worker: Worker): Promise<boolean> {
  return new Promise((resolve) => {
    worker.onmessage = () => resolve(true)
    worker.onerror = () => resolve(false)
  })
}
