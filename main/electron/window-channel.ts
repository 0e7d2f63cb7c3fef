import { type BrowserWindow, type IpcMainEvent, ipcMain } from 'electron'
import type { PageChannel } from '../pages/index.ts'
import { isPage } from './page-origin.ts'

/** As `main/preload/index.ts` has them. */
const channelName = 'replilab'
const filesName = 'replilab-files'

export interface WindowChannel extends PageChannel {
  /** Nothing is heard or said any more. */
  close(): void
}

/** The way to the page of a window and back. */
export function openWindowChannel(window: BrowserWindow): WindowChannel {
  const { webContents } = window
  const endings: (() => void)[] = []
  return {
    post(text) {
      if (endings.length > 0 && !webContents.isDestroyed()) webContents.send(channelName, text)
    },
    onText(listener) {
      const stop = hear(window, channelName, (text) =>
        listener(typeof text === 'string' ? text : ''),
      )
      endings.push(stop)
    },
    refuse: () => window.destroy(),
    close() {
      for (const end of endings.splice(0)) end()
    },
  }
}

/** Calls back with the paths of files that are dropped onto the window; at most `dropLimit` at a time. */
export function onFilesDropped(
  window: BrowserWindow,
  take: (paths: readonly string[]) => void,
): void {
  const stop = hear(window, filesName, (paths) => {
    const isList = Array.isArray(paths) && paths.every((path) => typeof path === 'string')
    if (isList) take(paths.slice(0, dropLimit))
  })
  window.once('closed', stop)
}

const dropLimit = 20

/** What other frames send, or another page than the app's own, is not heard. Gives what ends it. */
function hear(
  { webContents }: BrowserWindow,
  name: string,
  listener: (value: unknown) => void,
): () => void {
  const isOwn = ({ sender, senderFrame }: IpcMainEvent): boolean =>
    sender === webContents && senderFrame?.parent === null && isPage(senderFrame.url)
  const listen = (event: IpcMainEvent, value: unknown) => {
    if (isOwn(event)) listener(value)
  }
  ipcMain.on(name, listen)
  return () => ipcMain.off(name, listen)
}
