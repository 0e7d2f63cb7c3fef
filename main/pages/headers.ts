import { hostAddresses } from '../../notebooks/host/index.ts'

/** Headers of responses, by lower-case name. */
export type HeaderFields = Readonly<Record<string, string>>

/** A content security policy: directive to sources. */
type Policy = Readonly<Record<string, readonly string[]>>

const policyText = (policy: Policy): string =>
  Object.entries(policy)
    .map(([directive, sources]) => [directive, ...sources].join(' '))
    .join('; ')

/** Where pages come from, and the frames of kernels in them, where these have sites of their own: sources as policies write them. */
export interface PageSites {
  readonly pages: readonly string[]
  readonly kernels: string
}

/** The page: our own code and nothing else; what notebooks hold is shown in frames without scripts. */
const pagePolicy = (sites?: PageSites): Policy => ({
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  // The editor, formulas and diagrams style what they draw in place.
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'media-src': ['data:', 'blob:'],
  'font-src': ["'self'", 'data:'],
  'connect-src': ["'self'"],
  'worker-src': ["'self'", 'blob:'],
  'frame-src': ["'self'", 'blob:', ...(sites ? [sites.kernels] : [])],
  'form-action': ["'none'"],
  'base-uri': ["'none'"],
  'frame-ancestors': ["'none'"],
})

/**
 * The frame of a kernel: it runs any code, and reaches nothing. It has an origin of its own even when it is opened by itself. Workers that it makes of blobs
 * have the same policy.
 */
const kernelFramePolicy = (sites?: PageSites): Policy => ({
  sandbox: ['allow-scripts'],
  'default-src': ["'none'"],
  'script-src': ["'unsafe-inline'", "'unsafe-eval'", 'blob:'],
  'worker-src': ['blob:'],
  'connect-src': ["'none'"],
  'form-action': ["'none'"],
  'base-uri': ["'none'"],
  'frame-ancestors': ["'self'", ...(sites?.pages ?? [])],
})

/** Both are isolated from other sites, which is what gives them shared memory; neither is told where one came from. */
const common: HeaderFields = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'permissions-policy':
    'camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=(), midi=(), display-capture=()',
  'x-dns-prefetch-control': 'off',
}

/** Those of whatever is served at a path. */
export const headersOf = (path: string, sites?: PageSites): HeaderFields =>
  path.startsWith(hostAddresses.kernelFrame) ? kernelFrameHeaders(sites) : headersOfPage(sites)

const headersOfPage = (sites?: PageSites): HeaderFields => ({
  ...common,
  'content-security-policy': policyText(pagePolicy(sites)),
})

const kernelFrameHeaders = (sites?: PageSites): HeaderFields => ({
  ...common,
  ...(sites && { 'cross-origin-resource-policy': 'cross-origin' }),
  'content-security-policy': policyText(kernelFramePolicy(sites)),
})

export const pageHeaders: HeaderFields = headersOfPage()
