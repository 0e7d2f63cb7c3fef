import { type BrowserWindow, dialog, shell } from 'electron'
import type { HostFacts, NotebookPlace, OfferedCommand } from '../../notebooks/host/index.ts'
import { type FileHost, isNotebookName, type ShellApi } from '../files/index.ts'
import { RefusedRequest } from '../pages/index.ts'
import { isExternal } from './page-origin.ts'

export interface ShellOptions {
  readonly window: BrowserWindow
  readonly files: FileHost
  readonly facts: Omit<HostFacts, 'notices'>
  readonly openWindow: (place?: NotebookPlace) => Promise<void>
  readonly onCommands: (commands: readonly OfferedCommand[]) => void
  readonly onCloseAnswer: (mayClose: boolean) => void
}

export const filters = [{ name: 'Notebooks', extensions: ['ipynb'] }]

/** What a page asks of the desktop itself. */
export function createShellApi({
  window,
  files,
  facts,
  openWindow,
  onCommands,
  onCloseAnswer,
}: ShellOptions): ShellApi {
  return {
    describe: async () => ({ ...facts, notices: files.notices() }),
    offerCommands: async (commands) => onCommands(commands),
    answerClose: async (mayClose) => onCloseAnswer(mayClose),
    openWindow: (place) => openWindow(place ?? undefined),
    async choosePlace({ purpose, suggestedName }) {
      const path =
        purpose === 'open' ? await chooseOpened(window) : await chooseSaved(window, suggestedName)
      return path === undefined ? null : `file:${path}`
    },
    async openExternal(address) {
      if (!isExternal(address))
        throw new RefusedRequest('Only addresses of the web and of mail are opened.')
      await askAndOpen(window, address)
    },
  }
}

async function chooseOpened(window: BrowserWindow): Promise<string | undefined> {
  const { filePaths } = await dialog.showOpenDialog(window, { filters, properties: ['openFile'] })
  return filePaths.at(0)
}

async function chooseSaved(window: BrowserWindow, name: string): Promise<string | undefined> {
  const { filePath } = await dialog.showSaveDialog(window, { filters, defaultPath: name })
  if (!filePath) return undefined
  return isNotebookName(filePath) ? filePath : `${filePath}.ipynb`
}

/** A link of a notebook leads where its author wanted: the person decides. */
export async function askAndOpen(window: BrowserWindow, address: string): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: 'Open this address outside Replilab?',
    detail: address.slice(0, shownCharacters),
    buttons: ['Open', 'Cancel'],
    defaultId: 1,
    cancelId: 1,
  })
  if (response === 0) await openOutside(window, address)
}

async function openOutside(window: BrowserWindow, address: string): Promise<void> {
  try {
    await shell.openExternal(address)
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    const message = 'The address could not be opened.'
    await dialog.showMessageBox(window, { type: 'error', message, detail, buttons: ['Close'] })
  }
}

const shownCharacters = 500
