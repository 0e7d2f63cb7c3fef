import { rename, stat, unlink } from 'node:fs/promises'
import { ok } from '../../engine/index.ts'
import { hostLimits } from '../../notebooks/host/index.ts'
import type { SafePath } from './places.ts'
import { refuseSystem, systemCode } from './problem.ts'
import { readBytes } from './read-file.ts'
import { linkOrCopy } from './replace-file.ts'
import type { Saved } from './save.ts'

/** Gives a file another name, which must be free. */
export async function renameFile(from: SafePath, to: SafePath): Promise<Saved> {
  const found = await readBytes(from, hostLimits.notebookBytes)
  if (!found.ok) return found
  try {
    await move(from.path, to.path)
    return ok(found.value.version)
  } catch (error) {
    return refuseSystem(systemCode(error) === 'EEXIST' ? to.name : from.name, error)
  }
}

async function move(from: string, to: string): Promise<void> {
  try {
    // A rename would replace what is there.
    await linkOrCopy(from, to)
  } catch (error) {
    // Where upper and lower case are one, a new name that differs in case alone is taken by the file itself.
    if (systemCode(error) === 'EEXIST' && (await isSameFile(from, to))) return rename(from, to)
    throw error
  }
  await unlink(from)
}

async function isSameFile(one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all([stat(one), stat(other)])
  return first.dev === second.dev && first.ino === second.ino
}
