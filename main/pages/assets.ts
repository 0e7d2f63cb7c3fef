import { readdir, readFile, stat } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { fail, ok, type Result } from '../../engine/index.ts'
import { hostAddresses } from '../../notebooks/host/index.ts'
import { type HeaderFields, headersOf, type PageSites } from './headers.ts'

/** One file of the built page, with all headers that it is served with. */
export interface PageAsset {
  readonly bytes: Uint8Array
  readonly headers: HeaderFields
  /** Whether anyone may have it: the frame of a kernel sends no cookie. */
  readonly isPublic: boolean
}

/** By path: `/index.html`, `/assets/index-4f2a.js`. */
export type PageAssets = ReadonlyMap<string, PageAsset>

/** Reads the whole built page at once: a build meanwhile mixes no new files into it, and no path can lead elsewhere. */
export async function readPageAssets(folder: string): Promise<Result<PageAssets>> {
  const files = await filesBelow(folder)
  if (!files.includes('index.html')) {
    return fail({ code: 'page/not-built', message: 'The page is not built: run "npm run build".' })
  }
  const assets = await Promise.all(files.map((file) => readAsset(folder, file)))
  return ok(new Map(assets))
}

/** The same files, whose policies let kernels come from their own sites. */
export const withSites = (assets: PageAssets, sites: PageSites): PageAssets =>
  new Map(
    [...assets].map(([path, asset]) => [
      path,
      { ...asset, headers: { ...asset.headers, ...headersOf(path, sites) } },
    ]),
  )

async function filesBelow(folder: string): Promise<readonly string[]> {
  try {
    const names = await readdir(folder, { recursive: true })
    const found = await Promise.all(names.map((name) => stat(join(folder, name))))
    return names.filter((_, index) => found[index].isFile())
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

async function readAsset(folder: string, file: string): Promise<readonly [string, PageAsset]> {
  const path = `/${file.split(sep).join('/')}`
  const isPublic = path.startsWith(hostAddresses.kernelFrame)
  return [
    path,
    {
      bytes: await readFile(join(folder, file)),
      isPublic,
      headers: {
        ...headersOf(path),
        'content-type': typeOf(path),
        'cache-control': isHashed(path) ? 'private, max-age=31536000, immutable' : 'no-cache',
      },
    },
  ]
}

/** The builder puts a hash of the content into the names of what it puts here. */
const isHashed = (path: string): boolean => path.startsWith('/assets/')

const typeOf = (path: string): string => types[extname(path)] ?? 'application/octet-stream'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
}
