import { join } from 'node:path'
import { app, BrowserWindow, dialog, Menu, session } from 'electron'
import { ENGINE_VERSION } from '../../engine/index.ts'
import type { NotebookPlace, OfferedCommand } from '../../notebooks/host/index.ts'
import manifest from '../../package.json' with { type: 'json' }
import { anyPath, createFileHost, createJsonStore, userFolders } from '../files/index.ts'
import { readPageAssets } from '../pages/index.ts'
import { guardContents, refusePermissions } from './guard.ts'
import { menuTemplate } from './menu.ts'
import { namedFiles } from './named-files.ts'
import { announceScheme, handOnPages, servePages } from './page-protocol.ts'
import { askAndOpen } from './shell-api.ts'
import { standardWindow, windowStateSchema } from './window-state.ts'
import { createWindows, type Windows } from './windows.ts'

/** Names the server of the page's sources, as `main/cli/start/desktop.ts` has it. */
const pageServerVariable = 'REPLILAB_PAGE_SERVER'

/** Of the package, built or packed. */
const root = join(import.meta.dirname, '../..')

const versions = {
  Replilab: manifest.version,
  engine: ENGINE_VERSION,
  Electron: process.versions.electron,
  Chromium: process.versions.chrome,
  Node: process.versions.node,
}

/** The desktop app. A second start hands its files to the first and ends. */
async function main(): Promise<void> {
  if (!app.requestSingleInstanceLock()) return app.quit()
  announceScheme()
  guardContents(offerAddress)
  const asked: NotebookPlace[] = namedFiles(process.argv, process.cwd()).map(placeOf)
  app.on('open-file', (event, path) => {
    event.preventDefault()
    asked.push(placeOf(path))
  })
  await app.whenReady()
  const problem = await providePages()
  if (problem !== null) return refuseToStart(problem)
  refusePermissions(session.defaultSession)
  const windows = openWindows()
  await Promise.all(asked.length > 0 ? asked.map(windows.open) : [windows.open()])
  followSystem(windows)
}

/** Gives why there are none; null when all is well. */
async function providePages(): Promise<string | null> {
  const server = process.env[pageServerVariable]
  if (server !== undefined && !app.isPackaged) {
    handOnPages(server)
    return null
  }
  const assets = await readPageAssets(join(root, 'out/renderer'))
  if (!assets.ok) return assets.problem.message
  servePages(assets.value)
  return null
}

const placeOf = (path: string): NotebookPlace => `file:${path}`

function openWindows(): Windows {
  const folders = userFolders(process.env)
  const files = createFileHost({
    places: anyPath,
    libraryFolder: join(root, 'notebooks/library'),
    userFolders: folders,
    nowMillis: Date.now,
    report: ({ message }) => process.stderr.write(`${message}\n`),
  })
  const windows = createWindows({
    files,
    facts: { kind: 'desktop', folder: null, hasDialogs: true, versions },
    state: createJsonStore({
      path: join(folders.config, 'window.json'),
      schema: windowStateSchema,
      standard: standardWindow,
      report: ({ message }) => process.stderr.write(`${message}\n`),
    }),
    onBug: (error) => process.stderr.write(`${String(error)}\n`),
    onCommands: (commands) => showMenu(commands, windows),
  })
  showMenu([], windows)
  stopBeforeQuit(files.stop)
  return windows
}

/** What was begun is on the disk before the program ends. */
function stopBeforeQuit(stop: () => Promise<void>): void {
  let isStopped = false
  app.on('before-quit', async (event) => {
    if (isStopped) return
    event.preventDefault()
    await stop()
    isStopped = true
    app.quit()
  })
}

function followSystem(windows: Windows): void {
  app.on('second-instance', async (_event, given, folder) => {
    const files = namedFiles(given, folder)
    await Promise.all(files.length > 0 ? files.map(placeOf).map(windows.open) : [windows.show()])
  })
  app.on('activate', () => void windows.show())
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
}

function showMenu(commands: readonly OfferedCommand[], windows: Windows): void {
  const template = menuTemplate({
    commands,
    isMac: process.platform === 'darwin',
    choose: windows.choose,
    openFile: () => void chooseFile(windows),
    showAbout,
  })
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}

async function chooseFile(windows: Windows): Promise<void> {
  const { filePaths } = await dialog.showOpenDialog({
    filters: [{ name: 'Notebooks', extensions: ['ipynb'] }],
    properties: ['openFile', 'multiSelections'],
  })
  await Promise.all(filePaths.map(placeOf).map(windows.open))
}

function showAbout(): void {
  const lines = Object.entries(versions).map(([name, version]) => `${name} ${version}`)
  void dialog.showMessageBox({ message: 'Replilab', detail: lines.join('\n'), buttons: ['Close'] })
}

function offerAddress(address: string): void {
  const window = BrowserWindow.getFocusedWindow()
  if (window) void askAndOpen(window, address)
}

function refuseToStart(message: string): void {
  dialog.showErrorBox('Replilab cannot start', message)
  app.exit(4)
}

void main()
