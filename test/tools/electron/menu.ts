import type { MenuItemConstructorOptions } from 'electron'

/** A menu as data, whose items can be chosen. */
export class StandInMenu {
  readonly items: readonly StandInItem[]

  constructor(template: readonly MenuItemConstructorOptions[]) {
    this.items = template.map((options) => new StandInItem(options))
  }

  getMenuItemById(id: string): StandInItem | null {
    for (const item of this.items) {
      const found = item.options.id === id ? item : item.submenu?.getMenuItemById(id)
      if (found) return found
    }
    return null
  }
}

class StandInItem {
  readonly options: MenuItemConstructorOptions
  readonly label: string
  readonly submenu: StandInMenu | undefined
  enabled: boolean

  constructor(options: MenuItemConstructorOptions) {
    if (options.accelerator !== undefined) checkAccelerator(options.accelerator)
    this.options = options
    this.label = options.label ?? options.role ?? ''
    this.enabled = options.enabled ?? true
    this.submenu = Array.isArray(options.submenu) ? new StandInMenu(options.submenu) : undefined
  }

  click(): void {
    if (!this.enabled) throw new Error(`${this.label} is disabled.`)
    ;(this.options.click as (() => void) | undefined)?.()
  }
}

/** Electron throws where it cannot read one. These are its names, as its documentation lists them. */
function checkAccelerator(accelerator: string): void {
  const modifiers = /^(?:(?:CmdOrCtrl|Alt|Shift)\+)*/.exec(accelerator)?.[0] ?? ''
  const key = accelerator.slice(modifiers.length)
  const isKnown =
    /^[A-Z0-9)!@#$%^&*(:;+=<,_\-.>/?~`{\][|\\}"']$/.test(key) ||
    /^(F([1-9]|1\d|2[0-4])|Plus|Space|Tab|Backspace|Delete|Insert|Return|Enter|Up|Down|Left|Right|Home|End|PageUp|PageDown|Escape)$/.test(
      key,
    )
  if (!isKnown) throw new TypeError(`${accelerator} is no accelerator.`)
}
