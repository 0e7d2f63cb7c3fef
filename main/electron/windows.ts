import { join } from 'node:path'
import { BrowserWindow, screen } from 'electron'
import type { HostFacts, NotebookPlace, OfferedCommand } from '../../notebooks/host/index.ts'
import type { FileHost, JsonStore } from '../files/index.ts'
import { toFront } from './closing.ts'
import { pageAddress, shownPlace } from './page-origin.ts'
import { createPageWindow, type PageWindow } from './page-window.ts'
import { beside, onScreen, type WindowState } from './window-state.ts'

export interface WindowsOptions {
  readonly files: FileHost
  readonly facts: Omit<HostFacts, 'notices'>
  readonly state: JsonStore<WindowState>
  readonly onBug: (error: unknown) => void
  /** The commands of the window in front have changed; none without a window. */
  readonly onCommands: (commands: readonly OfferedCommand[]) => void
  /** Files were dropped onto a window. */
  readonly onFiles: (paths: readonly string[]) => void
}

/** The windows of the app, one notebook each. */
export interface Windows {
  /** A new window, with a notebook or the gallery. */
  open(place?: NotebookPlace): Promise<void>
  /** Shows a notebook: in the window that has it, else in one that shows the gallery, else in a new one. */
  openFile(place: NotebookPlace): Promise<void>
  /** Has the page in front carry out a command. */
  choose(command: string): void
  /** Brings some window to the front; opens one where there is none. */
  show(): Promise<void>
  /** Closes all whose pages let it, one after the other, until one does not; gives whether all are closed, and where they were is on the disk. */
  closeAll(): Promise<boolean>
  /** From now on windows close without asking anyone: the journal has what is not saved. */
  letGo(): void
}

/** A window that was loaded and has drawn nothing for so long is shown: some systems draw nothing that is not shown. */
const drawMillis = 500

export function createWindows(options: WindowsOptions): Windows {
  const pages = new Map<BrowserWindow, PageWindow>()

  const inFront = () => BrowserWindow.getFocusedWindow() ?? [...pages.keys()].at(-1)

  async function open(place?: NotebookPlace): Promise<void> {
    const saved = await options.state.read()
    const front = inFront()
    const areas = screen.getAllDisplays().map(({ workArea }) => workArea)
    const state = onScreen(front ? beside(stateOf(front)) : saved, areas)
    const window = createWindow(state)
    follow(window)
    const show = showWhenDrawn(window, state.isMaximized)
    await load(window, place)
    setTimeout(show, drawMillis)
  }

  function follow(window: BrowserWindow): void {
    const tellCommands = () => {
      if (window.isFocused()) options.onCommands(pages.get(window)?.commands ?? [])
    }
    window.on('focus', tellCommands)
    window.on('close', () => void options.state.write(stateOf(window)))
    const page = createPageWindow(window, {
      files: options.files,
      facts: options.facts,
      openWindow: open,
      openFiles: options.onFiles,
      onCommands: tellCommands,
      onBug: options.onBug,
    })
    pages.set(window, page)
    window.once('closed', () => {
      pages.delete(window)
      if (pages.size === 0) options.onCommands([])
    })
  }

  async function load(window: BrowserWindow, place?: NotebookPlace): Promise<void> {
    try {
      await window.loadURL(pageAddress(place))
    } catch (error) {
      // One that is closed before it is loaded is no failure.
      if (!window.isDestroyed()) options.onBug(error)
    }
  }

  const whichShows = (place: string | null) =>
    [...pages.keys()].find(({ webContents }) => shownPlace(webContents.getURL()) === place)

  return {
    open,
    async openFile(place) {
      const there = whichShows(place)
      const window = there ?? whichShows(null)
      if (window === undefined) return open(place)
      if (there === undefined) await load(window, place)
      if (!window.isDestroyed()) toFront(window)
    },
    choose(command) {
      const window = BrowserWindow.getFocusedWindow()
      if (window) pages.get(window)?.choose(command)
    },
    async show() {
      const window = inFront()
      if (window === undefined) await open()
      else toFront(window)
    },
    async closeAll() {
      for (const page of [...pages.values()]) {
        if (!(await page.close())) return false
      }
      await options.state.idle()
      return true
    },
    letGo() {
      for (const page of pages.values()) page.letGo()
    },
  }
}

function createWindow({ isMaximized: _, ...bounds }: WindowState): BrowserWindow {
  return new BrowserWindow({
    ...bounds,
    minWidth: 480,
    minHeight: 320,
    show: false,
    // Where the system does not take it from the packed program.
    icon: join(import.meta.dirname, '../../main/electron/packaging/icon.png'),
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
    },
  })
}

/** Shows a window once, when it has drawn its page or the function that is given is called. */
function showWhenDrawn(window: BrowserWindow, isMaximized: boolean): () => void {
  let isShown = false
  const show = () => {
    if (isShown || window.isDestroyed()) return
    isShown = true
    if (isMaximized) window.maximize()
    window.show()
  }
  window.once('ready-to-show', show)
  return show
}

function stateOf(window: BrowserWindow): WindowState {
  return { ...window.getNormalBounds(), isMaximized: window.isMaximized() }
}
