/** Something a person can have done, from a key, the palette, a menu or a button: one list for all. */
export interface Command {
  /** Stable: `cell.insert-below`. */
  readonly id: string
  readonly label: string
  /** Heading that it stands under in menus and in the palette. */
  readonly group: 'File' | 'Recent' | 'Edit' | 'Cell' | 'Run' | 'Kernel' | 'View' | 'Help'
  /** Keys as `Mod+S`, `Shift+Enter`, `D D`; Mod is ⌘ on a Mac and Ctrl elsewhere. */
  readonly keys?: readonly string[]
  /** The mode in which the keys act; both where absent. */
  readonly mode?: 'command' | 'edit'
  readonly isEnabled?: () => boolean
  readonly run: () => unknown
}

/** A command on cells whose keys act in command mode. */
export const cellCommand = (
  id: string,
  label: string,
  keys: readonly string[],
  run: () => unknown,
): Command => ({ id: `cell.${id}`, label, group: 'Cell', mode: 'command', keys, run })
