import { type BrowserWindow, dialog } from 'electron'

/** Tells a person when the page of a window has ended or answers no more, and loads it anew if they want; it finds in the journal what was not saved. */
export function watchPage(window: BrowserWindow): void {
  const { webContents } = window
  let isEndedByUs = false

  async function loadAnew(): Promise<void> {
    isEndedByUs = true
    if (!webContents.isCrashed()) webContents.forcefullyCrashRenderer()
    webContents.reload()
    isEndedByUs = false
  }

  webContents.on('render-process-gone', async (_event, { reason }) => {
    if (isEndedByUs || reason === 'clean-exit') return
    const isAnew = await ask(window, {
      message: reason === 'oom' ? 'This window ran out of memory.' : 'This window has crashed.',
      choices: ['Load anew', 'Close'],
    })
    if (window.isDestroyed()) return
    if (isAnew) await loadAnew()
    else window.destroy()
  })

  window.on('unresponsive', async () => {
    const answered = new AbortController()
    window.once('responsive', () => answered.abort())
    const isAnew = await ask(window, {
      message: 'This window does not answer.',
      choices: ['Load anew', 'Wait'],
      signal: answered.signal,
    })
    if (isAnew && !answered.signal.aborted && !window.isDestroyed()) await loadAnew()
  })
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
