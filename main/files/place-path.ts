import type { Result } from '../../engine/index.ts'
import { ok } from '../../engine/index.ts'
import type { FileProblem } from '../../notebooks/host/index.ts'
import { refuse } from './problem.ts'

/** Longest path that a place may hold, in UTF-16 units: as long as Linux allows one. */
export const placeLimit = 4096

const isIn = (path: string, from: number, to: number): boolean =>
  [...path].some((character) => {
    const code = character.codePointAt(0)!
    return code >= from && code <= to
  })

/** Names that Windows gives to devices, in every folder and with every extension. */
const deviceName = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\.|$)/i

/**
 * The parts of a path below a folder: `a/b.ipynb`, with slashes on every system. Pure text: links are not looked at. Problems: `file/outside`,
 * `file/not-a-notebook`.
 */
export function partsBelow(
  path: string,
  platform: NodeJS.Platform,
): Result<readonly string[], FileProblem> {
  const parts = path.split('/')
  const reason = whyOutside(path, parts) ?? (platform === 'win32' ? whyNotOnWindows(parts) : null)
  if (reason !== null) return refuse('file/outside', shown(path), reason)
  if (!isNotebookName(path)) {
    return refuse(
      'file/not-a-notebook',
      shown(path),
      'is not the name of a notebook: it must end in .ipynb',
    )
  }
  return ok(parts)
}

export const isNotebookName = (path: string): boolean => /[^/\\]\.ipynb$/i.test(path)

function whyOutside(path: string, parts: readonly string[]): string | null {
  if (path.length > placeLimit) return 'is too long for a path'
  if (isIn(path, 0, 31) || isIn(path, 127, 127)) return 'holds a character that no name may hold'
  if (path.includes('\\')) return 'holds a backslash: folders are parted by slashes'
  if (parts.some((part) => part === '' || part === '..' || part === '.')) {
    return 'is not a path below the served folder'
  }
  return parts.some((part) => part.startsWith('.'))
    ? 'is hidden, and hidden files are not served'
    : null
}

function whyNotOnWindows(parts: readonly string[]): string | null {
  if (parts.some((part) => /[:*?"<>|]/.test(part))) return 'holds a character that no name may hold'
  if (parts.some((part) => /[. ]$/.test(part))) return 'has a part that ends in a dot or a space'
  return parts.some((part) => deviceName.test(part)) ? 'is the name of a device' : null
}

/** Enough of a path to know it by, on one line. */
export const shown = (path: string): string => {
  const cut = path.length > 200 ? `${path.slice(0, 199)}…` : path
  return isIn(cut, 0, 31) || isIn(cut, 127, 127) || cut === '' ? JSON.stringify(cut) : cut
}
