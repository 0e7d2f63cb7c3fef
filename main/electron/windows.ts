import { join } from 'node:path'
import { BrowserWindow, screen } from 'electron'
import type { HostFacts, NotebookPlace, OfferedCommand } from '../../notebooks/host/index.ts'
import type { FileHost, JsonStore } from '../files/index.ts'
import { answerPage } from '../pages/index.ts'
import { pageAddress } from './page-origin.ts'
import { createShellApi } from './shell-api.ts'
import { openWindowChannel } from './window-channel.ts'
import { onScreen, type WindowState } from './window-state.ts'

export interface WindowsOptions {
  readonly files: FileHost
  readonly facts: Omit<HostFacts, 'notices'>
  readonly state: JsonStore<WindowState>
  readonly onBug: (error: unknown) => void
  /** The commands of the window that has the focus have changed. */
  readonly onCommands: (commands: readonly OfferedCommand[]) => void
}

/** The windows of the app, one notebook each. */
export interface Windows {
  open(place?: NotebookPlace): Promise<void>
  /** Has the page in front carry out a command. */
  choose(command: string): void
  /** Brings some window to the front; opens one where there is none. */
  show(): Promise<void>
}

interface Page {
  readonly tell: { commandChosen(command: string): void }
  commands: readonly OfferedCommand[]
}

export function createWindows(options: WindowsOptions): Windows {
  const pages = new Map<BrowserWindow, Page>()

  async function open(place?: NotebookPlace): Promise<void> {
    const state = onScreen(
      await options.state.read(),
      screen.getAllDisplays().map(({ workArea }) => workArea),
    )
    const window = createWindow(state)
    connect(window)
    window.on('close', () => void options.state.write(stateOf(window)))
    window.once('ready-to-show', () => window.show())
    await window.loadURL(pageAddress(place))
  }

  function connect(window: BrowserWindow): void {
    let leave: () => void = () => undefined
    answerPage(
      openWindowChannel(window),
      (caller) => {
        const opened = options.files.openPage(caller)
        leave = opened.leave
        const page: Page = { tell: caller, commands: [] }
        pages.set(window, page)
        const onCommands = (commands: readonly OfferedCommand[]) => {
          page.commands = commands
          if (window.isFocused()) options.onCommands(commands)
        }
        return {
          ...opened.api,
          ...createShellApi({
            window,
            files: options.files,
            facts: options.facts,
            openWindow: open,
            onCommands,
          }),
        }
      },
      options.onBug,
    )
    window.on('focus', () => options.onCommands(pages.get(window)?.commands ?? []))
    window.once('closed', () => {
      leave()
      pages.delete(window)
    })
  }

  return {
    open,
    choose(command) {
      const window = BrowserWindow.getFocusedWindow()
      if (window) pages.get(window)?.tell.commandChosen(command)
    },
    async show() {
      const [window] = pages.keys()
      if (window === undefined) return open()
      if (window.isMinimized()) window.restore()
      window.focus()
    },
  }
}

function createWindow({ isMaximized, ...bounds }: WindowState): BrowserWindow {
  const window = new BrowserWindow({
    ...bounds,
    show: false,
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
    },
  })
  if (isMaximized) window.maximize()
  return window
}

function stateOf(window: BrowserWindow): WindowState {
  return { ...window.getNormalBounds(), isMaximized: window.isMaximized() }
}
