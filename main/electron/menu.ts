import type { MenuItemConstructorOptions } from 'electron'
import type { OfferedCommand } from '../../notebooks/host/index.ts'

/** Menus in the order in which people look for them; groups that are not among them come before View. */
const order = ['File', 'Edit', 'Cell', 'Run', 'Kernel', 'View', 'Help']

export interface MenuParts {
  readonly commands: readonly OfferedCommand[]
  readonly isMac: boolean
  readonly choose: (command: string) => void
  readonly openFile: () => void
  readonly showAbout: () => void
}

/** The menus, as data: the page's own commands under their groups, and what only the system can do. */
export function menuTemplate(parts: MenuParts): MenuItemConstructorOptions[] {
  const groups = [...new Set([...order, ...parts.commands.map(({ group }) => group)])]
  const menus = groups.map((group) => ({ label: group, submenu: itemsOf(group, parts) }))
  const application: MenuItemConstructorOptions[] = parts.isMac ? [{ role: 'appMenu' }] : []
  return [...application, ...menus.filter(({ submenu }) => submenu.length > 0)]
}

function itemsOf(group: string, parts: MenuParts): MenuItemConstructorOptions[] {
  const own = parts.commands
    .filter((command) => command.group === group)
    .map((command) => itemOf(command, parts.choose))
  const ofSystem = systemItems[group]?.(parts) ?? []
  const separator: MenuItemConstructorOptions[] =
    own.length > 0 && ofSystem.length > 0 ? [{ type: 'separator' }] : []
  return [...own, ...separator, ...ofSystem]
}

const systemItems: Readonly<Record<string, (parts: MenuParts) => MenuItemConstructorOptions[]>> = {
  File: ({ openFile, isMac }) => [
    { label: 'Open…', accelerator: 'CmdOrCtrl+O', click: openFile },
    { role: isMac ? 'close' : 'quit' },
  ],
  Edit: () => [{ role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }],
  View: () => [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { role: 'togglefullscreen' },
  ],
  Help: ({ showAbout }) => [{ label: 'About Replilab', click: showAbout }],
}

/** Keys are shown and not taken: the page hears them first, and knows whether a cell is being written. */
const itemOf = (
  { id, label, keys }: OfferedCommand,
  choose: (command: string) => void,
): MenuItemConstructorOptions => ({
  id,
  label,
  ...(keys !== null && { accelerator: acceleratorOf(keys), registerAccelerator: false }),
  click: () => choose(id),
})

/** `Mod+Shift+ArrowUp` as Electron writes it. */
const acceleratorOf = (keys: string): string =>
  keys.replace('Mod', 'CmdOrCtrl').replace('Arrow', '').replace(/ .*/, '')
