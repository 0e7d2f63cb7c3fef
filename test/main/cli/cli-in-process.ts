import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { CommandContext, CommandHost, TextSink } from '../../../main/cli/command-host.ts'
import { runCommandLine } from '../../../main/cli/command-line.ts'
import { createNodeHost } from '../../../main/cli/node-host.ts'
import { serializeNotebook } from '../../../notebooks/document/index.ts'
import { startInProcessKernel } from '../../notebooks/session/in-process-kernel.ts'
import { notebookOf, type Source } from '../../notebooks/session/notebook-of.ts'

/** A text sink that a test can read and close. */
export interface ReadableSink extends TextSink {
  readonly text: string
  close(): void
}

export function createSink(options: Partial<TextSink> = {}): ReadableSink {
  const closing = new AbortController()
  let text = ''
  return {
    isTerminal: false,
    hasColor: false,
    columns: 80,
    closed: closing.signal,
    ...options,
    write: (part) => {
      text += part
    },
    get text() {
      return text
    },
    close: () => closing.abort(),
  }
}

/** A folder of its own, and the command line in it: real files, the real kernel in this process. */
export interface Workplace {
  readonly folder: string
  path(name: string): string
  write(name: string, text: string): Promise<string>
  read(name: string): Promise<string>
  run(...args: string[]): Promise<Answer>
  remove(): Promise<void>
}

export interface Answer {
  readonly code: number
  readonly out: string
  readonly error: string
}

export interface WorkplaceOptions {
  readonly host?: Partial<CommandHost>
  readonly stdout?: ReadableSink
}

export async function createWorkplace(options: WorkplaceOptions = {}): Promise<Workplace> {
  const folder = await mkdtemp(join(tmpdir(), 'replilab-cli-'))
  const path = (name: string) => join(folder, name)
  return {
    folder,
    path,
    async write(name, text) {
      await mkdir(dirname(path(name)), { recursive: true })
      await writeFile(path(name), text)
      return path(name)
    },
    read: (name) => readFile(path(name), 'utf8'),
    async run(...args) {
      const { stdout = createSink() } = options
      const stderr = createSink()
      const real = createNodeHost(new AbortController().signal)
      const host = { ...real, startKernel: startInProcessKernel, ...options.host }
      const context: CommandContext = { stdout, stderr, host }
      const code = await runCommandLine(args, context)
      const hide = (text: string) => text.replaceAll(`${folder}/`, '')
      return { code, out: hide(stdout.text), error: hide(stderr.text) }
    },
    remove: () => rm(folder, { recursive: true }),
  }
}

/** The text of a notebook with these cells; a string is the source of a code cell. */
export const notebookText = (...cells: (string | Source)[]): string =>
  serializeNotebook(notebookOf(...cells))

/** The source of a cell that displays what a run displays of its seed. */
export const showRun = (seed: number): string => `import { display } from 'replilab'
display({
  [Symbol.for('replilab.display')]: () => ({
    'text/plain': 'a run',
    'application/vnd.replilab.run+json': { seed: ${seed} },
  }),
})`
