import { contextBridge, ipcRenderer, webUtils } from 'electron'

/** Where texts of pages go and come from; `main/electron/window-channel.ts` has the other end. */
const channelName = 'replilab'

/** Where the paths of dropped files go. */
const filesName = 'replilab-files'

/** All that a page gets of the desktop: a way for texts to its host and back. */
contextBridge.exposeInMainWorld('replilab', {
  post: (text: string) => ipcRenderer.send(channelName, String(text)),
  on: (listener: (text: string) => void) => {
    ipcRenderer.on(channelName, (_event, text) => listener(String(text)))
  },
})

/** The part of the page that a preload script has to do with. */
declare const window: {
  addEventListener(name: 'drop', listener: (event: Drop) => void, isFirst: true): void
}

interface Drop {
  /** Whether a person did it. */
  readonly isTrusted: boolean
  readonly dataTransfer: { readonly files: Iterable<File> } | null
}

/** A page is not told where a dropped file is: its path goes to the host, which opens it. */
window.addEventListener(
  'drop',
  ({ isTrusted, dataTransfer }) => {
    const paths = [...(dataTransfer?.files ?? [])].map((file) => webUtils.getPathForFile(file))
    const known = paths.filter((path) => path !== '')
    if (isTrusted && known.length > 0) ipcRenderer.send(filesName, known)
  },
  true,
)
