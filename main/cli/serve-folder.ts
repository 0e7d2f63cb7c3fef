import { join } from 'node:path'
import { ENGINE_VERSION, ok, type Result } from '../../engine/index.ts'
import manifest from '../../package.json' with { type: 'json' }
import { createFileHost, openServedFolder, userFolders } from '../files/index.ts'
import { type PageAssets, readPageAssets } from '../pages/index.ts'
import { isLoopback, startWebHost } from '../web/index.ts'
import type { FolderRequest, ServedFolder } from './command-host.ts'

/** Serves a folder from this process. */
export async function serveFolder(
  root: string,
  { folder, host, port, hasOwnPages = false, report }: FolderRequest,
): Promise<Result<ServedFolder>> {
  const places = await openServedFolder(folder)
  if (!places.ok) return places
  const assets = hasOwnPages
    ? ok<PageAssets>(new Map())
    : await readPageAssets(join(root, 'out/renderer'))
  if (!assets.ok) return assets
  const started = await startWebHost({
    host,
    port,
    assets: assets.value,
    files: createFileHost({
      places: places.value,
      libraryFolder: join(root, 'notebooks/library'),
      userFolders: userFolders(process.env),
      nowMillis: Date.now,
      report,
    }),
    facts: {
      kind: 'browser',
      folder: places.value.folder,
      hasDialogs: false,
      versions: { Replilab: manifest.version, engine: ENGINE_VERSION, Node: process.versions.node },
    },
    onBug: (error) => report({ code: 'web/bug', message: String(error) }),
  })
  if (!started.ok) return started
  const { address, addressForOnce, port: openedPort, stop } = started.value
  const isOpenToOthers = !isLoopback(host)
  return ok({
    address,
    addressForOnce,
    port: openedPort,
    stop,
    folder: places.value.folder ?? folder,
    isOpenToOthers,
  })
}
