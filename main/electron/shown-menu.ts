import { type BrowserWindow, clipboard, Menu } from 'electron'
import type { OfferedCommand } from '../../notebooks/host/index.ts'
import { contextMenuTemplate } from './context-menu.ts'
import { type MenuParts, menuTemplate } from './menu.ts'

/** Shows the menus with these commands. They are made anew only when there are others: one that is open would close. */
export function createShownMenu(
  parts: Omit<MenuParts, 'commands'>,
): (commands: readonly OfferedCommand[]) => void {
  let menu: Menu | undefined
  let shownText = ''
  return (commands) => {
    const text = JSON.stringify(commands.map(({ isEnabled: _, ...command }) => command))
    if (menu && text === shownText) return enable(menu, commands)
    menu = Menu.buildFromTemplate(menuTemplate({ ...parts, commands }))
    shownText = text
    Menu.setApplicationMenu(menu)
  }
}

function enable(menu: Menu, commands: readonly OfferedCommand[]): void {
  for (const { id, isEnabled } of commands) {
    const item = menu.getMenuItemById(id)
    if (item) item.enabled = isEnabled
  }
}

/** Browsers have such a menu of their own. */
export function offerContextMenu(window: BrowserWindow): void {
  window.webContents.on('context-menu', (_event, params) => {
    const template = contextMenuTemplate(params, (text) => void clipboard.writeText(text))
    if (template.length > 0) Menu.buildFromTemplate(template).popup({ window })
  })
}
