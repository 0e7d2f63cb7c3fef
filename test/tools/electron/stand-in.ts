import { EventEmitter } from 'node:events'
import type * as Electron from 'electron'
import type { BrowserContext } from 'playwright-core'
import { StandInMenu } from './menu.ts'
import { serveScheme } from './scheme-site.ts'
import { Screen } from './screen.ts'
import { StandInEvent, StandInWindow } from './window.ts'

/** A question that the app asked in a dialog of the system. */
export interface Asked {
  readonly kind: 'message' | 'open' | 'save' | 'error'
  readonly text: string
}

/** What a person does in such a dialog: the label of a button, or paths. */
export type Answer = string | readonly string[]

/** Electron as far as the desktop app uses it, over pages of a browser: without windows, processes and a scheme of its own. */
export async function createStandIn(context: BrowserContext) {
  const site = await serveScheme('replilab')
  const ipcMain = new EventEmitter()
  const emitter = new EventEmitter()
  const screen = new Screen({ site, context, app: emitter, ipcMain })
  const asked: Asked[] = []
  const answers: Answer[] = []
  const opened: string[] = []
  const state = { menu: undefined as StandInMenu | undefined, isQuit: false, exitCode: 0 }

  function answer(kind: Asked['kind'], text: string): Answer {
    asked.push({ kind, text })
    const next = answers.shift()
    if (next === undefined) throw new Error(`Nobody answers the dialog: ${text}`)
    return next
  }
  const options = <Options>(given: unknown[]): Options => given.at(-1) as Options
  const askMessage = (given: unknown[]): number => {
    const { message, buttons = [] } = options<Electron.MessageBoxOptions>(given)
    return buttons.indexOf(answer('message', message) as string)
  }

  const app = Object.assign(emitter, {
    isPackaged: false,
    whenReady: async () => undefined,
    requestSingleInstanceLock: () => true,
    setName: () => undefined,
    setPath: () => undefined,
    setAppUserModelId: () => undefined,
    setDesktopName: () => undefined,
    setAboutPanelOptions: () => undefined,
    addRecentDocument: () => undefined,
    quit() {
      const event = new StandInEvent()
      emitter.emit('before-quit', event)
      if (event.defaultPrevented) return
      for (const window of [...screen.windows]) window.close()
      state.isQuit = screen.windows.length === 0
    },
    exit(code = 0) {
      state.exitCode = code
      state.isQuit = true
    },
  }) satisfies Part<Electron.App>

  class BrowserWindow extends StandInWindow {
    constructor(given: Electron.BrowserWindowConstructorOptions = {}) {
      super(screen, given)
    }
    static getFocusedWindow = () => screen.focused ?? null
    static getAllWindows = () => screen.windows
    static fromWebContents = (contents: unknown) =>
      screen.windows.find(({ webContents }) => webContents === contents) ?? null
  }

  const electron = {
    app,
    BrowserWindow,
    ipcMain,
    clipboard: { writeText: async () => undefined } satisfies Part<Electron.Clipboard>,
    dialog: {
      showMessageBox: async (...given: unknown[]) => ({
        response: askMessage(given),
        checkboxChecked: false,
      }),
      showMessageBoxSync: (...given: unknown[]) => askMessage(given),
      showErrorBox: (title, content) =>
        void asked.push({ kind: 'error', text: `${title}: ${content}` }),
      async showOpenDialog(..._given: unknown[]) {
        const filePaths = [...answer('open', '')]
        return { canceled: filePaths.length === 0, filePaths }
      },
      async showSaveDialog(...given: unknown[]) {
        const { defaultPath = '' } = options<Electron.SaveDialogOptions>(given)
        const [filePath = ''] = answer('save', defaultPath)
        return { canceled: filePath === '', filePath }
      },
    } satisfies Part<Electron.Dialog>,
    Menu: {
      buildFromTemplate: (template: Electron.MenuItemConstructorOptions[]) =>
        new StandInMenu(template),
      setApplicationMenu: (menu: StandInMenu) => {
        state.menu = menu
      },
    },
    net: { fetch: async (address) => fetch(String(address)) } satisfies Part<Electron.Net>,
    protocol: {
      registerSchemesAsPrivileged: () => undefined,
      handle: (_scheme, handler) => {
        site.handler = handler as typeof site.handler
      },
    } satisfies Part<Electron.Protocol>,
    powerMonitor: new EventEmitter(),
    screen: {
      getAllDisplays: () =>
        [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] as Electron.Display[],
    } satisfies Part<Electron.Screen>,
    session: {
      defaultSession: {
        webRequest: { onBeforeRequest: () => undefined } as object as Electron.WebRequest,
        setPermissionRequestHandler: () => undefined,
        setPermissionCheckHandler: () => undefined,
        setDevicePermissionHandler: () => undefined,
      } satisfies Part<Electron.Session>,
    },
    shell: {
      openExternal: async (address) => void opened.push(address),
    } satisfies Part<Electron.Shell>,
  }

  return { electron, site, screen, state, asked, answers, opened }
}

/** As far as it is there, it is of Electron's types. */
type Part<Whole> = Partial<Omit<Whole, keyof EventEmitter>>

export type StandIn = Awaited<ReturnType<typeof createStandIn>>
