import { EventEmitter } from 'node:events'
import type { BrowserWindowConstructorOptions, Rectangle } from 'electron'
import type { Page } from 'playwright-core'
import type { Screen } from './screen.ts'

/** What Electron hands to listeners that may refuse. */
export class StandInEvent {
  defaultPrevented = false
  preventDefault(): void {
    this.defaultPrevented = true
  }
}

/** The part of a window's contents that the app uses. */
export class StandInContents extends EventEmitter {
  page: Page | undefined
  onWindowOpen: (details: { url: string }) => { action: string } = () => ({ action: 'allow' })
  readonly mainFrame = { parent: null, url: '' }
  private readonly window: StandInWindow

  constructor(window: StandInWindow) {
    super()
    this.window = window
  }

  setWindowOpenHandler(handler: StandInContents['onWindowOpen']): void {
    this.onWindowOpen = handler
  }
  getURL(): string {
    return this.page ? this.window.screen.site.toScheme(this.page.url()) : ''
  }
  isDestroyed(): boolean {
    return this.window.isDestroyed()
  }
  isCrashed(): boolean {
    return this.page === undefined && this.wasLoaded
  }
  /** To the page that is there; Electron drops what comes too late as well. */
  send(name: string, ...values: unknown[]): void {
    const text = this.window.screen.site.toBrowser(JSON.stringify(values))
    this.page
      ?.evaluate(([to, sent]) => globalThis.standInDeliver(to, sent), [name, text] as const)
      .catch(ignoreClosed)
  }
  reload(): void {
    void this.window.loadURL(this.lastAddress)
  }
  forcefullyCrashRenderer(): void {
    void this.crash()
  }

  wasLoaded = false
  lastAddress = ''

  /** As a page does whose process ends. */
  async crash(): Promise<void> {
    const { page } = this
    if (page === undefined) return
    this.lastAddress = this.getURL()
    this.page = undefined
    await page.close()
    this.emit('render-process-gone', new StandInEvent(), { reason: 'crashed', exitCode: 1 })
  }
}

/** A page of a browser in place of a window. */
export class StandInWindow extends EventEmitter {
  readonly webContents = new StandInContents(this)
  readonly options: BrowserWindowConstructorOptions
  readonly screen: Screen
  isShown = false
  private bounds: Rectangle
  private hasEnded = false
  private isLarge = false

  constructor(screen: Screen, options: BrowserWindowConstructorOptions) {
    super()
    this.screen = screen
    this.options = options
    const { width = 800, height = 600 } = options
    this.bounds = { x: options.x ?? 320, y: options.y ?? 100, width, height }
    screen.add(this)
  }

  async loadURL(address: string): Promise<void> {
    const page = this.webContents.page ?? (await this.screen.openPage(this))
    if (this.hasEnded) throw new Error('ERR_FAILED')
    this.webContents.page = page
    this.webContents.wasLoaded = true
    await page.goto(this.screen.site.toBrowser(address))
    this.emit('ready-to-show')
  }

  /** As a person does it, too. */
  close(): void {
    if (this.hasEnded) return
    const event = new StandInEvent()
    this.emit('close', event)
    if (event.defaultPrevented) return
    if (this.webContents.page) void this.webContents.page.close({ runBeforeUnload: true })
    else this.end()
  }
  destroy(): void {
    void this.webContents.page?.close()
    this.end()
  }
  end(): void {
    if (this.hasEnded) return
    this.hasEnded = true
    this.emit('closed')
    this.screen.remove(this)
  }

  isDestroyed(): boolean {
    return this.hasEnded
  }
  show(): void {
    this.isShown = true
    this.focus()
  }
  focus(): void {
    this.screen.focus(this)
  }
  isFocused(): boolean {
    return this.screen.focused === this
  }
  isMinimized(): boolean {
    return false
  }
  restore(): void {}
  maximize(): void {
    this.isLarge = true
  }
  isMaximized(): boolean {
    return this.isLarge
  }
  getNormalBounds(): Rectangle {
    return this.bounds
  }
  setBounds(bounds: Rectangle): void {
    this.bounds = bounds
  }
}

function ignoreClosed(error: unknown): void {
  if (!/closed|crashed|destroyed/i.test(String(error))) throw error
}

declare global {
  /** Left in the page by the bridge. */
  var standInDeliver: (name: string, values: string) => void
  /** Where a file is that is dropped: no browser tells. */
  var standInPath: string | undefined
}
