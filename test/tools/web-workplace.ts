import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createFileHost, openServedFolder } from '../../main/files/index.ts'
import { readPageAssets } from '../../main/pages/index.ts'
import { startWebHost, type WebHost, type WebHostOptions } from '../../main/web/index.ts'

/** A folder with a small page and a served notebook, `a.ipynb`, and web hosts over them. */
export interface WebWorkplace {
  readonly root: string
  /** What went wrong in the hosts. */
  readonly bugs: unknown[]
  start(options?: Partial<Pick<WebHostOptions, 'host' | 'port'>>): Promise<WebHost>
  remove(): Promise<void>
}

export async function createWebWorkplace(): Promise<WebWorkplace> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'replilab-web-')))
  await writeFolder(root)
  const bugs: unknown[] = []
  return {
    root,
    bugs,
    async start(options) {
      const places = await openServedFolder(join(root, 'served'))
      const assets = await readPageAssets(join(root, 'page'))
      if (!places.ok || !assets.ok) throw new Error('The folders of this test are not there.')
      const files = createFileHost({
        places: places.value,
        libraryFolder: join(root, 'library'),
        userFolders: { config: join(root, 'home'), data: join(root, 'home') },
        nowMillis: Date.now,
        report: ({ message }) => bugs.push(message),
      })
      const started = await startWebHost({
        host: '127.0.0.1',
        port: 0,
        files,
        assets: assets.value,
        facts: { kind: 'browser', folder: 'served', hasDialogs: false, versions: {} },
        onBug: (error) => bugs.push(error),
        ...options,
      })
      if (!started.ok) throw new Error(started.problem.message)
      return started.value
    },
    remove: () => rm(root, { recursive: true }),
  }
}

async function writeFolder(root: string): Promise<void> {
  for (const name of ['page/assets', 'page/kernel-frame', 'served', 'library']) {
    await mkdir(join(root, name), { recursive: true })
  }
  const page = (title: string) => `<!doctype html><title>${title}</title>`
  await writeFile(join(root, 'page/index.html'), page('Page'))
  await writeFile(join(root, 'page/assets/index-abc123.js'), 'export {}')
  await writeFile(join(root, 'page/kernel-frame/index.html'), page('Kernel'))
  await writeFile(join(root, 'served/a.ipynb'), 'first')
}
