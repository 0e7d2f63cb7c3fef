/** Pages of the app have a scheme of their own: no web server, no access to files. */
export const pageScheme = 'replilab'
export const pageOrigin = `${pageScheme}://app`

/** The page, with a notebook in it where one is named. */
export const pageAddress = (place?: string): string =>
  `${pageOrigin}/index.html${place === undefined ? '' : `?open=${encodeURIComponent(place)}`}`

/** Whether an address is that of the app's page, in whatever form it was given. */
export function isPage(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, host, pathname } = new URL(address)
  return `${protocol}//${host}` === pageOrigin && pathname === '/index.html'
}

/** Whether an address leads outside, to what a browser shows. */
export function isExternal(address: string): boolean {
  return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol)
}
