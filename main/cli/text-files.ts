import { isUtf8 } from 'node:buffer'
import { constants, type Stats } from 'node:fs'
import { access, readFile, realpath, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { fail, ok, type Problem, type Result } from '../../engine/index.ts'
import { replaceFile } from '../files/replace-file.ts'
import { fileProblem } from './file-problem.ts'

/** Reads a UTF-8 text file; bytes that are no UTF-8 are refused, and what is no file: a pipe may never end. */
export async function readText(path: string): Promise<Result<string>> {
  try {
    if (!isFileOrFolder(await stat(path))) return fail(notFile(path, 'read'))
    return decoded(path, await readFile(path))
  } catch (error) {
    return fail(fileProblem(path, error))
  }
}

const standardInput = 'standard input'

/** Reads standard input to its end. */
export async function readInput(): Promise<Result<string>> {
  try {
    return decoded(standardInput, await buffer(process.stdin))
  } catch (error) {
    return fail(fileProblem(standardInput, error))
  }
}

function decoded(path: string, bytes: Uint8Array): Result<string> {
  if (!isUtf8(bytes)) return fail(notText(path))
  return ok(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes))
}

/** Reading a folder is refused by the system, in words for a folder. */
const isFileOrFolder = (found: Stats): boolean => found.isFile() || found.isDirectory()

const notText = (path: string): Problem => ({
  code: 'file/not-text',
  message: `${path} is not a text file in UTF-8.`,
})

const notFile = (path: string, verb: 'read' | 'written'): Problem => ({
  code: 'file/not-a-file',
  message: `${path} is not a file that can be ${verb}.`,
})

/** Why a file could not be written here, as far as can be told without writing; `null` when nothing is in the way. */
export async function whyNotWritable(path: string): Promise<Problem | null> {
  try {
    const existing = await statOrNull(path)
    if (existing && !existing.isFile()) return notFile(path, 'written')
    // A file that may not be written is not replaced either, though its folder would allow it.
    if (existing) await access(path, constants.W_OK)
    return await whyFolderNotWritable(dirname(existing ? await realpath(path) : path))
  } catch (error) {
    return fileProblem(path, error)
  }
}

async function whyFolderNotWritable(folder: string): Promise<Problem | null> {
  try {
    await access(folder, constants.W_OK | constants.X_OK)
    return null
  } catch (error) {
    return fileProblem(folder, error)
  }
}

/**
 * Replaces the whole file at once: a reader, or a power cut, finds the old text or the new. A link is followed, the mode of a file
 * that is there is kept.
 */
export async function writeText(path: string, text: string): Promise<Result<null>> {
  try {
    const existing = await statOrNull(path)
    const target = existing ? await realpath(path) : path
    await replaceFile(target, text, existing?.mode)
    return ok(null)
  } catch (error) {
    return fail(fileProblem(path, error))
  }
}

async function statOrNull(path: string) {
  try {
    return await stat(path)
  } catch (error) {
    if (fileProblem(path, error).code === 'file/ENOENT') return null
    throw error
  }
}
