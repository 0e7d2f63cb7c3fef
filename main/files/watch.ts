import { dirname } from 'node:path'
import { watch } from 'chokidar'
import type { Report } from './problem.ts'

export interface FileWatch {
  close(): Promise<void>
}

/**
 * Calls back when something may have happened to a file: it was written, replaced, removed, or came back. Its folder is watched, since most programs put a new file in
 * place of the old.
 */
export function watchFile(path: string, onEvent: () => void, report: Report): FileWatch {
  const folder = dirname(path)
  const watcher = watch(folder, {
    depth: 0,
    ignoreInitial: true,
    followSymlinks: false,
    ignored: (found) => found !== folder && found !== path,
  })
  // What happened before the watch began is not lost either.
  watcher.on('ready', onEvent)
  watcher.on('all', onEvent)
  watcher.on('error', (error) => {
    const reason = error instanceof Error ? error.message : String(error)
    report({
      code: 'watch/failed',
      message: `Changes of ${path} by others are not seen: ${reason}.`,
    })
  })
  return { close: () => watcher.close() }
}
