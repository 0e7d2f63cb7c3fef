import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Problem } from '../../../engine/index.ts'
import { createFileHost, type FileHost, openServedFolder } from '../../../main/files/index.ts'
import { createNotebook, serializeNotebook } from '../../../notebooks/document/index.ts'
import type {
  FileVersion,
  HostApi,
  NotebookPlace,
  Settings,
} from '../../../notebooks/host/index.ts'

/** A page that remembers what it was told. */
export interface TestPage {
  readonly api: Pick<HostApi, keyof ReturnType<FileHost['openPage']>['api']>
  readonly told: (readonly [NotebookPlace, FileVersion | null])[]
  /** Settings that other pages have changed. */
  readonly toldSettings: readonly Settings[]
  leave(): void
}

/** A served folder, a library and a user's own files, all on the real disk. */
export interface FileWorkplace {
  /** Real path of the served folder. */
  readonly folder: string
  /** Of the user's own files. */
  readonly home: string
  readonly reports: Problem[]
  path(name: string): string
  write(name: string, text: string): Promise<string>
  read(name: string): Promise<string>
  page(): TestPage
  /** Another host over the same folders, as after a restart. */
  restart(): Promise<void>
  remove(): Promise<void>
}

export const emptyNotebook = serializeNotebook(createNotebook())

export async function createFileWorkplace(): Promise<FileWorkplace> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'replilab-host-')))
  const [folder, home, libraryFolder] = ['served', 'home', 'library'].map((name) =>
    join(root, name),
  )
  await Promise.all([folder, libraryFolder].map((path) => mkdir(path)))
  await writeFile(join(libraryFolder, '01-first.ipynb'), emptyNotebook)
  const reports: Problem[] = []
  const path = (name: string) => join(folder, name)
  let millis = 0
  let host = await start()

  async function start(): Promise<FileHost> {
    const places = await openServedFolder(folder)
    if (!places.ok) throw new Error(places.problem.message)
    return createFileHost({
      places: places.value,
      libraryFolder,
      userFolders: { config: home, data: home },
      nowMillis: () => ++millis,
      report: (problem) => reports.push(problem),
    })
  }

  return {
    folder,
    home,
    reports,
    path,
    async write(name, text) {
      await mkdir(dirname(path(name)), { recursive: true })
      await writeFile(path(name), text)
      return path(name)
    },
    read: (name) => readFile(path(name), 'utf8'),
    page() {
      const told: [NotebookPlace, FileVersion | null][] = []
      const toldSettings: Settings[] = []
      const opened = host.openPage({
        fileChanged: (...event) => told.push(event),
        settingsChanged: (settings) => toldSettings.push(settings),
      })
      return { ...opened, told, toldSettings }
    },
    async restart() {
      await host.stop()
      host = await start()
    },
    async remove() {
      await host.stop()
      await rm(root, { recursive: true })
    },
  }
}

/** The value of a result that must be one. */
export async function value<Value>(
  result: Promise<{ ok: true; value: Value } | { ok: false; problem: Problem }>,
): Promise<Value> {
  const settled = await result
  if (!settled.ok) throw new Error(`${settled.problem.code}: ${settled.problem.message}`)
  return settled.value
}

/** Code and sentence of a result that must be refused. */
export async function problem(
  result: Promise<{ ok: true; value: unknown } | { ok: false; problem: Problem }>,
): Promise<string> {
  const settled = await result
  return settled.ok ? 'was not refused' : `${settled.problem.code}: ${settled.problem.message}`
}
