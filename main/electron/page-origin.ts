/** Pages of the app have a scheme of their own: no web server, no access to files. */
export const pageScheme = 'replilab'
const pageHost = 'app'
export const pageOrigin = `${pageScheme}://${pageHost}`

/** Where frames of kernels come from: each from a host of its own, for which a process is made. `*` stands for its name. */
export const kernelOrigins = `${pageScheme}://*`

/** The page, with a notebook in it where one is named. */
export const pageAddress = (place?: string): string =>
  `${pageOrigin}/index.html${place === undefined ? '' : `?open=${encodeURIComponent(place)}`}`

/** Whether an address is that of the app's page, in whatever form it was given. */
export function isPage(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, host, pathname } = new URL(address)
  return `${protocol}//${host}` === pageOrigin && pathname === '/index.html'
}

/** The place of the notebook that the page at this address shows; null for the gallery, undefined for what is not the page. */
export const shownPlace = (address: string): string | null | undefined =>
  isPage(address) ? new URL(address).searchParams.get('open') : undefined

/** Who is asked for what is at an address of our scheme. */
export function siteOf(address: string): 'page' | 'kernel' | undefined {
  const { host } = new URL(address)
  if (host === pageHost) return 'page'
  return /^kernel-[0-9a-f]+$/.test(host) ? 'kernel' : undefined
}

/** Whether an address leads outside, to what a browser or a mail program shows. */
export function isExternal(address: string): boolean {
  return URL.canParse(address) && /^(https?|mailto):$/.test(new URL(address).protocol)
}

/** What frames within the page may show: kernels, and what notebooks hold, which the page puts there. */
export function isOfFrame(address: string): boolean {
  return (
    URL.canParse(address) &&
    [`${pageScheme}:`, 'about:', 'blob:'].includes(new URL(address).protocol)
  )
}
