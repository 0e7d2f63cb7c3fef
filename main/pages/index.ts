/** How pages are served and answered, whatever carries them: a web server, or the desktop app's own protocol. */
export {
  type AnsweredPage,
  answerPage,
  type PageCaller,
  type PageChannel,
  RefusedRequest,
} from './answer-page.ts'
export { type PageAsset, type PageAssets, readPageAssets, withSites } from './assets.ts'
export { type HeaderFields, headersOf, type PageSites, pageHeaders } from './headers.ts'
