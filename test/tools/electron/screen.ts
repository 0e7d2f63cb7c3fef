import type { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import type { BrowserContext, Page } from 'playwright-core'
import type { SchemeSite } from './scheme-site.ts'
import { StandInEvent, type StandInWindow } from './window.ts'

/** The windows of one app that stands on a browser. */
export class Screen {
  readonly windows: StandInWindow[] = []
  readonly site: SchemeSite
  focused: StandInWindow | undefined
  private readonly context: BrowserContext
  private readonly app: EventEmitter
  private readonly ipcMain: EventEmitter

  constructor(
    parts: Pick<Screen, 'site'> & {
      context: BrowserContext
      app: EventEmitter
      ipcMain: EventEmitter
    },
  ) {
    this.site = parts.site
    this.context = parts.context
    this.app = parts.app
    this.ipcMain = parts.ipcMain
  }

  add(window: StandInWindow): void {
    this.windows.push(window)
    this.app.emit('web-contents-created', new StandInEvent(), window.webContents)
  }

  remove(window: StandInWindow): void {
    this.windows.splice(this.windows.indexOf(window), 1)
    if (this.focused === window) this.focused = undefined
    if (this.windows.length === 0) this.app.emit('window-all-closed')
    else this.focus(this.windows.at(-1)!)
  }

  focus(window: StandInWindow): void {
    if (this.focused === window) return
    this.focused = window
    window.emit('focus')
  }

  async openPage(window: StandInWindow): Promise<Page> {
    const page = await this.context.newPage()
    const { webContents } = window
    await page.exposeBinding('standInSend', ({ frame }, name: string, text: string) => {
      const url = this.site.toScheme(frame.url())
      const senderFrame = { parent: frame.parentFrame(), url }
      if (name === 'did-navigate') webContents.emit('did-navigate', new StandInEvent(), url)
      else {
        const values = JSON.parse(this.site.toScheme(text))
        this.ipcMain.emit(name, { sender: webContents, senderFrame }, ...values)
      }
    })
    const preload = readFileSync(window.options.webPreferences?.preload ?? '', 'utf8')
    await page.addInitScript(bridge(preload))
    await page.route(
      (url) => !this.site.has(url.href),
      (route) => {
        const request = route.request()
        if (!request.isNavigationRequest()) return route.abort()
        const isMainFrame = request.frame() === page.mainFrame()
        const details = Object.assign(new StandInEvent(), { url: request.url(), isMainFrame })
        if (isMainFrame) webContents.emit('will-navigate', details)
        webContents.emit('will-frame-navigate', details)
        return route.abort('aborted')
      },
    )
    page.on('popup', async (popup) => {
      webContents.onWindowOpen({ url: popup.url() })
      await popup.close()
    })
    page.on('dialog', async (dialog) => {
      const event = new StandInEvent()
      webContents.emit('will-prevent-unload', event)
      await (event.defaultPrevented ? dialog.accept() : dialog.dismiss())
    })
    page.on('close', () => {
      if (webContents.page === page) window.end()
    })
    return page
  }
}

/** Runs a preload script as a page's own, with the part of Electron that it is given. */
const bridge = (preload: string): string => `{
  if (window === window.top && location.href !== 'about:blank') {
    const send = window.standInSend
    const listeners = []
    window.standInDeliver = (name, text) => {
      for (const one of listeners) if (one.name === name) one.listener({}, ...JSON.parse(text))
    }
    const electron = {
      contextBridge: { exposeInMainWorld: (name, api) => Object.defineProperty(window, name, { value: Object.freeze(api) }) },
      ipcRenderer: {
        send: (name, ...values) => void send(name, JSON.stringify(values)),
        on: (name, listener) => void listeners.push({ name, listener }),
      },
      webUtils: { getPathForFile: () => window.standInPath ?? '' },
    }
    void send('did-navigate', '[]')
    ;((require) => {${preload}
})((name) => name === 'electron' ? electron : undefined)
  }
}`
