import { untilLoaded } from '../app/until-loaded.ts'
import TextWorker from './text-worker.ts?worker'
import TypeScriptWorker from './types/cell-worker.ts?worker'

/** The editor's worker for a language, once it runs: the editor asks a single time, and would do without one that its server did not give. */
export function startEditorWorker(language: string): Promise<Worker> {
  const isTypeScript = language === 'typescript' || language === 'javascript'
  return untilLoaded(() => running(isTypeScript ? new TypeScriptWorker() : new TextWorker()))
}

/** Workers of the editor send a message of any kind as soon as they run. */
function running(worker: Worker): Promise<Worker> {
  return new Promise((resolve, reject) => {
    worker.onmessage = () => resolve(worker)
    worker.onerror = reject
  })
}
