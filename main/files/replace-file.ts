import { randomUUID } from 'node:crypto'
import { chmod, constants, copyFile, link, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { systemCode } from './problem.ts'

/** Text that is whole and on the disk under a name of its own, one step from its place. */
export interface StagedFile {
  /** Puts it in place of what is there, at once, with the permissions that `chmod` takes; without these, as the process's mask says. */
  replace(mode?: number): Promise<void>
  /** Puts it where nothing is; EEXIST when something is. */
  create(): Promise<void>
  /** Takes it away, if it was not put in place. */
  discard(): Promise<void>
}

export async function stageFile(target: string, text: string): Promise<StagedFile> {
  const staged = join(dirname(target), `.${randomUUID()}.tmp`)
  const discard = () => rm(staged, { force: true })
  try {
    await writeDurably(staged, text)
  } catch (error) {
    await discard()
    throw error
  }
  return {
    async replace(mode) {
      // Not as `open` takes it, which the process's mask narrows.
      if (mode !== undefined) await chmod(staged, mode)
      await rename(staged, target)
      await syncFolder(dirname(target))
    },
    async create() {
      await linkOrCopy(staged, target)
      await discard()
      await syncFolder(dirname(target))
    },
    discard,
  }
}

/** A reader, or a power cut, finds the old text or the new. */
export async function replaceFile(target: string, text: string, mode?: number): Promise<void> {
  const staged = await stageFile(target, text)
  try {
    await staged.replace(mode)
  } finally {
    await staged.discard()
  }
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx')
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Gives a file a second name, which must be free; where the file system knows no second names, a copy. */
export async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to)
  } catch (error) {
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP'].includes(systemCode(error) ?? '')) throw error
    await copyFile(from, to, constants.COPYFILE_EXCL)
  }
}

/**
 * A new name outlives a power cut only once its folder is on the disk; Windows sees to that itself. Some file systems cannot do it, and some folders may not be opened:
 * the file is in its place all the same.
 */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  try {
    const opened = await open(folder, constants.O_RDONLY)
    await opened.sync().finally(() => opened.close())
  } catch (error) {
    if (systemCode(error) === undefined) throw error
  }
}
