import type { MenuItemConstructorOptions } from 'electron'
import type { OfferedCommand } from '../../notebooks/host/index.ts'

/** Menus in the order in which people look for them; groups that are not among them come before View. */
const before = ['File', 'Edit', 'Cell', 'Run', 'Kernel']
const after = ['View', 'Help']

/** Commands that open one notebook each, which stand in a menu within File. */
const recent = 'Recent'

export interface MenuParts {
  readonly commands: readonly OfferedCommand[]
  readonly isMac: boolean
  readonly choose: (command: string) => void
  readonly openWindow: () => void
  readonly openFile: () => void
  readonly showAbout: () => void
}

/** The menus, as data: the page's own commands under their groups, and what only the system can do. */
export function menuTemplate(parts: MenuParts): MenuItemConstructorOptions[] {
  const offered = parts.commands.map(({ group }) => group).filter((group) => group !== recent)
  const others = offered.filter((group) => ![...before, ...after].includes(group))
  const groups = [...before, ...new Set(others), ...after]
  const menus = groups.map((group) => ({ label: group, submenu: itemsOf(group, parts) }))
  const filled = menus.filter(({ submenu }) => submenu.length > 0)
  if (!parts.isMac) return filled
  return [{ role: 'appMenu' }, ...filled.slice(0, -1), { role: 'windowMenu' }, ...filled.slice(-1)]
}

function itemsOf(group: string, parts: MenuParts): MenuItemConstructorOptions[] {
  const own = commandItems(group, parts)
  const ofSystem = systemItems[group]?.(parts) ?? []
  const separator: MenuItemConstructorOptions[] =
    own.length > 0 && ofSystem.length > 0 ? [{ type: 'separator' }] : []
  return [...own, ...separator, ...ofSystem]
}

const commandItems = (group: string, { commands, isMac, choose }: MenuParts) =>
  commands
    .filter((command) => command.group === group)
    .map((command) => itemOf(command, isMac, choose))

const systemItems: Readonly<Record<string, (parts: MenuParts) => MenuItemConstructorOptions[]>> = {
  File: (parts) => [
    ...recentItems(parts),
    { label: 'New window', accelerator: 'CmdOrCtrl+Shift+N', click: parts.openWindow },
    ...unlessOffered(parts, 'file.open', {
      label: 'Open…',
      accelerator: 'CmdOrCtrl+O',
      click: parts.openFile,
    }),
    { role: 'close' },
    ...(parts.isMac ? [] : [{ role: 'quit' } as const]),
  ],
  Edit: () => [
    { role: 'undo' },
    { role: 'redo' },
    { type: 'separator' },
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { role: 'selectAll' },
  ],
  View: () => [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    // The plus that a keyboard has without Shift.
    { role: 'zoomIn', accelerator: 'CmdOrCtrl+=', visible: false },
    { role: 'zoomOut' },
    { role: 'togglefullscreen' },
  ],
  Help: (parts) =>
    unlessOffered(parts, 'help.about', { label: 'About Replilab', click: parts.showAbout }),
}

/** What the page does itself while there is one. */
const unlessOffered = (
  { commands }: MenuParts,
  id: string,
  item: MenuItemConstructorOptions,
): MenuItemConstructorOptions[] => (commands.some((command) => command.id === id) ? [] : [item])

function recentItems(parts: MenuParts): MenuItemConstructorOptions[] {
  const submenu = commandItems(recent, parts)
  return submenu.length > 0 ? [{ label: 'Recent notebooks', submenu }] : []
}

/**
 * Keys are shown and not taken: the page hears them first, and knows whether a cell is being written. A Mac takes what the page leaves, so that keys with which a person writes
 * are none of a menu there.
 */
function itemOf(
  { id, label, keys, isEnabled }: OfferedCommand,
  isMac: boolean,
  choose: (command: string) => void,
): MenuItemConstructorOptions {
  const isShown = keys !== null && (!isMac || keys.startsWith('Mod+'))
  return {
    id,
    // A menu reads one as the mark of the letter that chooses the item.
    label: label.replaceAll('&', '&&'),
    enabled: isEnabled,
    ...(isShown && { accelerator: acceleratorOf(keys), registerAccelerator: false }),
    click: () => choose(id),
  }
}

/** `Mod+Shift+ArrowUp` as Electron writes it. */
const acceleratorOf = (keys: string): string =>
  keys.replace('Mod', 'CmdOrCtrl').replace('Arrow', '').replace(/ .*/, '')
