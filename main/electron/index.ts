import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { app, BrowserWindow, dialog, type OpenDialogOptions, powerMonitor, session } from 'electron'
import { ENGINE_VERSION } from '../../engine/index.ts'
import type { NotebookPlace } from '../../notebooks/host/index.ts'
import manifest from '../../package.json' with { type: 'json' }
import { anyPath, createFileHost, createJsonStore, userFolders } from '../files/index.ts'
import { readPageAssets } from '../pages/index.ts'
import { guardContents, refuseNetwork, refusePermissions } from './guard.ts'
import { namedFiles } from './named-files.ts'
import { createOpenRequests, type OpenRequests } from './open-requests.ts'
import { kernelOrigins } from './page-origin.ts'
import { announceScheme, handOnPages, servePages } from './page-protocol.ts'
import { askAndOpen, filters } from './shell-api.ts'
import { createShownMenu } from './shown-menu.ts'
import { standardWindow, windowStateSchema } from './window-state.ts'
import { createWindows, type Windows } from './windows.ts'

/** Names the server of the page's sources, as `main/cli/start/desktop.ts` has it. */
const pageServerVariable = 'REPLILAB_PAGE_SERVER'

/** As `packaging/electron-builder.json` has it, and the name of its entry in menus of Linux. */
const appId = 'org.replilab.notebook'

/** Of the package, built or packed. */
const root = join(import.meta.dirname, '../..')

const versions = {
  Replilab: manifest.version,
  engine: ENGINE_VERSION,
  Electron: process.versions.electron,
  Chromium: process.versions.chrome,
  Node: process.versions.node,
}

const report = (problem: unknown): void => {
  process.stderr.write(`${String(problem)}\n`)
}

/** The desktop app. A second start hands its files to the first and ends. */
async function main(): Promise<void> {
  const folders = userFolders(process.env)
  nameApp(join(folders.data, 'desktop'))
  if (!app.requestSingleInstanceLock()) return app.quit()
  announceScheme()
  guardContents((window, address) => void askAndOpen(window, address))
  const requests = followSystem()
  requests.add(namedFiles(process.argv, process.cwd()))
  await app.whenReady()
  const server = app.isPackaged ? undefined : process.env[pageServerVariable]
  const problem = await providePages(server)
  if (problem !== null) return refuseToStart(problem)
  refusePermissions(session.defaultSession)
  if (server === undefined) refuseNetwork(session.defaultSession)
  const windows = openWindows({ folders, hasKernelSites: server === undefined, requests })
  await requests.serve((paths) => showFiles(windows, paths))
}

/** Apps that are not packed have one name and one folder in common, with the lock that a second start looks for in it. */
function nameApp(folder: string): void {
  app.setName('Replilab')
  app.setAboutPanelOptions({ applicationVersion: manifest.version })
  if (process.platform === 'win32') app.setAppUserModelId(appId)
  if (process.platform === 'linux') app.setDesktopName('replilab.desktop')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  app.setPath('userData', folder)
}

/** What the system asks for, from the first moment on. */
function followSystem(): OpenRequests {
  const requests = createOpenRequests()
  app.on('open-file', (event, path) => {
    event.preventDefault()
    requests.add([path])
  })
  app.on('second-instance', (_event, given, folder) => requests.add(namedFiles(given, folder)))
  app.on('activate', (_event, hasWindows) => {
    if (!hasWindows) requests.add([])
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  return requests
}

async function showFiles(windows: Windows, paths: readonly string[]): Promise<void> {
  if (paths.length === 0) await windows.show()
  for (const path of paths) {
    await windows.openFile(placeOf(path))
    app.addRecentDocument(path)
  }
}

/** Gives why there are none; null when all is well. */
async function providePages(server: string | undefined): Promise<string | null> {
  if (server !== undefined) {
    handOnPages(server)
    return null
  }
  const assets = await readPageAssets(join(root, 'out/renderer'))
  if (!assets.ok) return assets.problem.message
  servePages(assets.value)
  return null
}

const placeOf = (path: string): NotebookPlace => `file:${path}`

interface WindowsSetup {
  readonly folders: ReturnType<typeof userFolders>
  readonly hasKernelSites: boolean
  readonly requests: OpenRequests
}

function openWindows({ folders, hasKernelSites, requests }: WindowsSetup): Windows {
  const files = createFileHost({
    places: anyPath,
    libraryFolder: join(root, 'notebooks/library'),
    userFolders: folders,
    nowMillis: Date.now,
    report: ({ message }) => report(message),
  })
  const showMenu = createShownMenu({
    isMac: process.platform === 'darwin',
    choose: (command) => windows.choose(command),
    openWindow: () => void windows.open(),
    openFile: () => void chooseFiles(requests),
    showAbout,
  })
  const windows = createWindows({
    files,
    facts: {
      kind: 'desktop',
      folder: null,
      hasDialogs: true,
      versions,
      ...(hasKernelSites && { kernelSites: kernelOrigins }),
    },
    state: createJsonStore({
      path: join(folders.config, 'window.json'),
      schema: windowStateSchema,
      standard: standardWindow,
      report: ({ message }) => report(message),
    }),
    onBug: report,
    onCommands: showMenu,
    onFiles: requests.add,
  })
  showMenu([])
  leaveBeforeQuit(windows, files.stop)
  return windows
}

/** Every page sees to its edits, and what was begun is on the disk, before the program ends; a page may keep it from that. */
function leaveBeforeQuit(windows: Windows, stop: () => Promise<void>): void {
  let isLeft = false
  app.on('before-quit', async (event) => {
    if (isLeft) return
    event.preventDefault()
    if (!(await windows.closeAll())) return
    await stop()
    isLeft = true
    app.quit()
  })
  // A program that objects would keep the whole machine from its end.
  powerMonitor.on('shutdown', () => {
    isLeft = true
    windows.letGo()
  })
}

async function chooseFiles(requests: OpenRequests): Promise<void> {
  const options: OpenDialogOptions = { filters, properties: ['openFile', 'multiSelections'] }
  const window = BrowserWindow.getFocusedWindow()
  const { filePaths } = window
    ? await dialog.showOpenDialog(window, options)
    : await dialog.showOpenDialog(options)
  if (filePaths.length > 0) requests.add(filePaths)
}

function showAbout(): void {
  const lines = Object.entries(versions).map(([name, version]) => `${name} ${version}`)
  void dialog.showMessageBox({ message: 'Replilab', detail: lines.join('\n'), buttons: ['Close'] })
}

function refuseToStart(message: string): void {
  dialog.showErrorBox('Replilab cannot start', message)
  app.exit(4)
}

main().catch((error) => refuseToStart(String(error)))
