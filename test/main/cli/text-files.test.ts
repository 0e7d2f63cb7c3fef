import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readText, whyNotWritable, writeText } from '../../../main/cli/text-files.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'replilab-files-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const isRoot = process.getuid?.() === 0
const isWindows = process.platform === 'win32'

describe('a path that is no file is refused in one sentence', () => {
  test.skipIf(isWindows)('a pipe, which may never end', async () => {
    const path = join(folder, 'pipe.ipynb')
    spawnSync('mkfifo', [path])
    const read = await readText(path)
    expect(read).toMatchObject({
      ok: false,
      problem: { code: 'file/not-a-file', message: `${path} is not a file that can be read.` },
    })
    expect((await whyNotWritable(path))?.code).toBe('file/not-a-file')
  })

  test('a link that leads back to itself', async () => {
    const path = join(folder, 'loop.ipynb')
    symlinkSync('loop.ipynb', path)
    const message = `${path} is a link that leads back to itself.`
    expect(await readText(path)).toMatchObject({ ok: false, problem: { message } })
    expect(await whyNotWritable(path)).toMatchObject({ message })
  })

  test('a name that is too long', async () => {
    const path = join(folder, `${'a'.repeat(300)}.ipynb`)
    expect((await whyNotWritable(path))?.code).toBe('file/ENAMETOOLONG')
  })

  test.skipIf(isRoot)('a file that may not be written, though its folder may', async () => {
    const path = join(folder, 'read-only.ipynb')
    writeFileSync(path, 'kept')
    chmodSync(path, 0o444)
    expect((await whyNotWritable(path))?.message).toBe(
      `${path} may not be used: permission denied.`,
    )
  })

  test.skipIf(isRoot)('a link into a folder that may not be written', async () => {
    const locked = join(folder, 'locked')
    mkdirSync(locked)
    writeFileSync(join(locked, 'a.ipynb'), '')
    chmodSync(locked, 0o555)
    symlinkSync(join('locked', 'a.ipynb'), join(folder, 'link.ipynb'))
    expect((await whyNotWritable(join(folder, 'link.ipynb')))?.code).toBe('file/EACCES')
    chmodSync(locked, 0o755)
  })
})

describe('a file is replaced at once', () => {
  test('also when its name is as long as a name may be', async () => {
    const path = join(folder, `${'a'.repeat(249)}.ipynb`)
    expect(await writeText(path, 'text')).toMatchObject({ ok: true })
    expect(await readFile(path, 'utf8')).toBe('text')
  })

  test('by many writers at a time: one of their texts is there in the end, whole', async () => {
    const path = join(folder, 'a.ipynb')
    const texts = Array.from({ length: 20 }, (_, index) => String(index).repeat(100_000))
    const written = await Promise.all(texts.map((text) => writeText(path, text)))
    expect(written.every(({ ok }) => ok)).toBe(true)
    expect(texts).toContain(await readFile(path, 'utf8'))
    expect(await readdir(folder)).toEqual(['a.ipynb'])
  })
})
