import { contextBridge, ipcRenderer } from 'electron'

/** Where texts of pages go and come from; `main/electron/window-channel.ts` has the other end. */
const channelName = 'replilab'

/** All that a page gets of the desktop: a way for texts to its host and back. */
contextBridge.exposeInMainWorld('replilab', {
  post: (text: string) => ipcRenderer.send(channelName, String(text)),
  on: (listener: (text: string) => void) => {
    ipcRenderer.on(channelName, (_event, text) => listener(String(text)))
  },
})
