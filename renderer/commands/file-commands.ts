import type { Command } from './command.ts'
import type { NotebookContext } from './context.ts'

/** Commands on the file of the notebook, and the way to another. */
export function fileCommands({ notebook, saving, opening }: NotebookContext): Command[] {
  const file = (
    id: string,
    label: string,
    run: () => unknown,
    rest: Partial<Command> = {},
  ): Command => ({ id: `file.${id}`, label, group: 'File', run, ...rest })
  return [
    file('save', 'Save', () => saving.save(), { keys: ['Mod+S'] }),
    file('save-as', 'Save as…', () => saving.saveAs(), { keys: ['Mod+Shift+S'] }),
    file('rename', 'Rename…', () => saving.rename(), {
      isEnabled: () => saving.isFile && !notebook.isReadOnly,
    }),
    file('duplicate', 'Duplicate', () => opening.duplicate(), {
      isEnabled: () => !notebook.place?.startsWith('new:'),
    }),
    file('open-window', 'Open in another window', () => {
      const { place } = notebook
      return opening.openWindow(place && { place })
    }),
    file('gallery', 'To the gallery', () => opening.leave(), { keys: ['Mod+Shift+L'] }),
  ]
}
