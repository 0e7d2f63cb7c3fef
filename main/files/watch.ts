import { dirname } from 'node:path'
import { watch } from 'chokidar'
import type { Report } from './problem.ts'

export interface FileWatch {
  close(): Promise<void>
}

/** How long a file must be left alone before it is looked at: some programs empty it first and fill it then. */
export const settleMillis = 100

/**
 * Calls back a while after something may have happened to a file: it was written, replaced, removed, or came back; and once at the start, so that what happened before
 * the watch began is not lost. The folder is watched, since most programs put a new file in place of the old.
 */
export function watchFile(path: string, onSettled: () => void, report: Report): FileWatch {
  const folder = dirname(path)
  let timer: NodeJS.Timeout | undefined
  const settle = () => {
    clearTimeout(timer)
    timer = setTimeout(onSettled, settleMillis)
  }
  const watcher = watch(folder, {
    depth: 0,
    ignoreInitial: true,
    followSymlinks: false,
    ignored: (found) => found !== folder && found !== path,
  })
  watcher.on('ready', settle)
  watcher.on('all', settle)
  watcher.on('error', (error) => {
    const reason = error instanceof Error ? error.message : String(error)
    report({
      code: 'watch/failed',
      message: `Changes of ${path} by others are not seen: ${reason}.`,
    })
  })
  return {
    close() {
      clearTimeout(timer)
      return watcher.close()
    },
  }
}
