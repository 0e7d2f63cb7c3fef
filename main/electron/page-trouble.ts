import { type BrowserWindow, dialog } from 'electron'

/**
 * Tells a person when the page of a window has ended or answers no more, and loads it anew if they want; it finds in the journal what was not saved.
 * @param onBug told when the page never got its way to the program
 */
export function watchPage(window: BrowserWindow, onBug: (error: unknown) => void): void {
  const { webContents } = window
  let isWantedAnew = false

  webContents.on('render-process-gone', async (_event, { reason }) => {
    if (reason === 'clean-exit') return
    const isAnew = isWantedAnew || (await ask(window, whenGone(reason)))
    isWantedAnew = false
    if (window.isDestroyed()) return
    // Not while the process is still being taken down.
    if (isAnew) setImmediate(() => window.isDestroyed() || webContents.reload())
    else window.destroy()
  })

  window.on('unresponsive', async () => {
    const answered = new AbortController()
    window.once('responsive', () => answered.abort())
    isWantedAnew = await ask(window, { ...whenSilent, signal: answered.signal })
    if (answered.signal.aborted || window.isDestroyed()) isWantedAnew = false
    // One that hangs cannot be loaded anew before it has ended.
    if (isWantedAnew) webContents.forcefullyCrashRenderer()
  })

  webContents.on('preload-error', (_event, _path, error) => onBug(error))
}

const whenGone = (reason: string): Question => ({
  message: reason === 'oom' ? 'This window ran out of memory.' : 'This window has crashed.',
  choices: ['Load anew', 'Close'],
})

const whenSilent: Question = {
  message: 'This window does not answer.',
  choices: ['Load anew', 'Wait'],
}

interface Question {
  readonly message: string
  readonly choices: readonly [anew: string, other: string]
  /** Takes the question back. */
  readonly signal?: AbortSignal
}

/** Gives whether the first was chosen. */
async function ask(window: BrowserWindow, { message, choices, signal }: Question) {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message,
    detail: 'What you wrote is kept and will be offered; the variables of its kernel are lost.',
    buttons: [...choices],
    defaultId: 0,
    cancelId: 1,
    ...(signal && { signal }),
  })
  return response === 0
}
