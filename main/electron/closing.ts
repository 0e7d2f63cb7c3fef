import { type BrowserWindow, dialog } from 'electron'

/** Whether a window may close, which its page decides: it has the edits. */
export interface Closing {
  /** Closes the window if its page lets it; gives whether it is closed. */
  close(): Promise<boolean>
  /** What the page answers. */
  answer(mayClose: boolean): void
  /** From now on nobody is asked. */
  letGo(): void
}

/** A page that has not answered for so long is shown: it may be asking a person. */
const patienceMillis = 500

/** @param ask asks the page; gives whether there is one that can hear it */
export function createClosing(window: BrowserWindow, ask: () => boolean): Closing {
  const waiting: ((isClosed: boolean) => void)[] = []
  let isAsked = false
  let mayClose = false
  let isLetGo = false

  function settle(isClosed: boolean): void {
    isAsked = false
    for (const tell of waiting.splice(0)) tell(isClosed)
  }

  window.on('close', (event) => {
    if (mayClose || isLetGo || window.webContents.isCrashed()) return
    if (isAsked) {
      event.preventDefault()
      void offerToInsist(window)
    } else if (ask()) {
      event.preventDefault()
      isAsked = true
      setTimeout(() => isAsked && toFront(window), patienceMillis)
    }
  })
  window.webContents.on('will-prevent-unload', (event) => {
    if (isLetGo || leavesUnsaved(window)) return event.preventDefault()
    mayClose = false
    settle(false)
  })
  window.once('closed', () => settle(true))

  return {
    close: () =>
      new Promise((resolve) => {
        waiting.push(resolve)
        window.close()
      }),
    answer(isLet) {
      if (!isAsked) return
      mayClose = isLet
      if (isLet) window.close()
      else settle(false)
    },
    letGo() {
      isLetGo = true
    },
  }
}

export function toFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

const whatIsKept = 'What is not saved is kept, and offered when Replilab is opened again.'

/** Who closes a window twice does not want to wait for its page. */
async function offerToInsist(window: BrowserWindow): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: 'Close this window without its answer?',
    detail: `It asks what becomes of your edits, or is busy. ${whatIsKept}`,
    buttons: ['Close', 'Wait'],
    defaultId: 1,
    cancelId: 1,
  })
  if (response === 0 && !window.isDestroyed()) window.destroy()
}

/** A page with edits that is left unasked, as when it is loaded anew. */
function leavesUnsaved(window: BrowserWindow): boolean {
  const response = dialog.showMessageBoxSync(window, {
    type: 'warning',
    message: 'Leave without saving?',
    detail: whatIsKept,
    buttons: ['Leave', 'Stay'],
    defaultId: 1,
    cancelId: 1,
  })
  return response === 0
}
