import { app, BrowserWindow, type Session, type WebContents } from 'electron'
import { isExternal, isOfFrame, isPage } from './page-origin.ts'

/** What a page asks for that may lead out of it: addresses outside are handed to `offer`, which asks the person. */
export type OfferAddress = (window: BrowserWindow, address: string) => void

/** Nothing that is shown may go elsewhere, open windows, attach views or have permissions, whatever it holds. */
export function guardContents(offer: OfferAddress): void {
  app.on('web-contents-created', (_event, contents) => guard(contents, offer))
}

function guard(contents: WebContents, offer: OfferAddress): void {
  const offerOutside = (address: string) => {
    const window = BrowserWindow.fromWebContents(contents)
    if (window && isExternal(address)) offer(window, address)
  }
  const refuseUnlessPage = (event: { preventDefault(): void }, address: string) => {
    if (isPage(address)) return
    event.preventDefault()
    offerOutside(address)
  }
  contents.on('will-navigate', (event) => refuseUnlessPage(event, event.url))
  contents.on('will-redirect', (event) => refuseUnlessPage(event, event.url))
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame && !isOfFrame(event.url)) event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    offerOutside(url)
    return { action: 'deny' }
  })
}

/** Refuses every permission: a notebook needs no camera, no place, no notification. */
export function refusePermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
}

/** Refuses every request that leaves the app, whatever a policy would let through. */
export function refuseNetwork(session: Session): void {
  const urls = ['http', 'https', 'ws', 'wss', 'ftp'].map((scheme) => `${scheme}://*/*`)
  session.webRequest.onBeforeRequest({ urls }, (_details, answer) => answer({ cancel: true }))
}
