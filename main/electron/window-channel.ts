import { type BrowserWindow, type IpcMainEvent, ipcMain } from 'electron'
import type { PageChannel } from '../pages/index.ts'
import { isPage } from './page-origin.ts'

/** As `main/preload/index.ts` has it. */
const channelName = 'replilab'

/** The way to the page of a window and back. What other frames send, or another page than the app's own, is not heard. */
export function openWindowChannel(window: BrowserWindow): PageChannel {
  const { webContents } = window
  const isOwn = ({ sender, senderFrame }: IpcMainEvent): boolean =>
    sender === webContents && senderFrame === webContents.mainFrame && isPage(senderFrame.url)

  return {
    post(text) {
      if (!webContents.isDestroyed()) webContents.send(channelName, text)
    },
    onText(listener) {
      const hear = (event: IpcMainEvent, text: unknown) => {
        if (isOwn(event)) listener(typeof text === 'string' ? text : '')
      }
      ipcMain.on(channelName, hear)
      window.once('closed', () => ipcMain.off(channelName, hear))
    },
    refuse: () => window.destroy(),
  }
}
