import type { BrowserWindow } from 'electron'
import type {
  HostApi,
  HostFacts,
  NotebookPlace,
  OfferedCommand,
} from '../../notebooks/host/index.ts'
import type { FileHost, FilePage, ShellApi } from '../files/index.ts'
import { answerPage, type PageCaller } from '../pages/index.ts'
import { type Closing, createClosing } from './closing.ts'
import { watchPage } from './page-trouble.ts'
import { createShellApi } from './shell-api.ts'
import { offerContextMenu } from './shown-menu.ts'
import { onFilesDropped, openWindowChannel } from './window-channel.ts'

export interface PageWindowOptions {
  readonly files: FileHost
  readonly facts: Omit<HostFacts, 'notices'>
  readonly openWindow: (place?: NotebookPlace) => Promise<void>
  readonly openFiles: (paths: readonly string[]) => void
  readonly onCommands: () => void
  readonly onBug: (error: unknown) => void
}

/** A window and the page in it. */
export interface PageWindow extends Pick<Closing, 'close' | 'letGo'> {
  /** What its page offers at present. */
  readonly commands: readonly OfferedCommand[]
  choose(command: string): void
}

/** One page in a window, from when it is loaded until it goes or is loaded anew. */
interface Connection {
  readonly offered: Offered
  tell(): PageCaller | undefined
  end(): void
}

interface Offered {
  commands: readonly OfferedCommand[]
  /** Whether the page is far enough to be told anything. */
  isThere: boolean
}

export function createPageWindow(window: BrowserWindow, options: PageWindowOptions): PageWindow {
  let isFirst = true
  let connection = connect()
  const closing = createClosing(window, () => {
    if (connection.offered.isThere) connection.tell()?.closeAsked()
    return connection.offered.isThere
  })

  function connect(): Connection {
    const channel = openWindowChannel(window)
    const offered: Offered = { commands: [], isThere: false }
    let page: PageCaller | undefined
    let opened: FilePage | undefined
    const createApi = (caller: PageCaller): HostApi => {
      page = caller
      opened = options.files.openPage(caller)
      return { ...opened.api, ...shellApi(offered) }
    }
    answerPage(channel, createApi, options.onBug)
    return {
      offered,
      tell: () => page,
      end() {
        channel.close()
        opened?.leave()
      },
    }
  }

  function shellApi(offered: Offered): ShellApi {
    return createShellApi({
      window,
      files: options.files,
      facts: options.facts,
      openWindow: options.openWindow,
      onCommands(commands) {
        offered.commands = commands
        offered.isThere = true
        options.onCommands()
      },
      onCloseAnswer: (mayClose) => closing.answer(mayClose),
    })
  }

  /** A page that is loaded anew is another one: what the former kept is offered to it. */
  function connectAnew(): void {
    connection.end()
    connection = connect()
    closing.answer(false)
    options.onCommands()
  }

  window.webContents.on('did-navigate', () => {
    if (!isFirst) connectAnew()
    isFirst = false
  })
  window.once('closed', () => connection.end())
  watchPage(window, options.onBug)
  offerContextMenu(window)
  onFilesDropped(window, options.openFiles)

  return {
    get commands() {
      return connection.offered.commands
    },
    choose: (command) => connection.tell()?.commandChosen(command),
    close: closing.close,
    letGo: closing.letGo,
  }
}
