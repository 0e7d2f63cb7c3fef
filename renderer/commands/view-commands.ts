import type { Command } from './command.ts'
import type { NotebookContext } from './context.ts'

/** Commands that open and close panels and dialogs, and keep the file. */
export const viewCommands = ({ view, save, saveAs }: NotebookContext): Command[] => [
  { id: 'file.save', label: 'Save', group: 'File', keys: ['Mod+S'], run: save },
  {
    id: 'file.save-as',
    label: 'Save as…',
    group: 'File',
    keys: ['Mod+Shift+S'],
    run: saveAs,
  },
  {
    id: 'edit.find',
    label: 'Find and replace',
    group: 'Edit',
    keys: ['Mod+F'],
    run: () => {
      view.isFindShown = true
      view.findRequests += 1
    },
  },
  {
    id: 'view.outline',
    label: 'Show or hide the outline',
    group: 'View',
    keys: ['Mod+Shift+K'],
    run: () => {
      view.isOutlineShown = !view.isOutlineShown
    },
  },
  {
    id: 'view.palette',
    label: 'Command palette',
    group: 'View',
    keys: ['Mod+Shift+C', 'F1'],
    run: () => {
      view.dialog = 'palette'
    },
  },
  {
    id: 'help.shortcuts',
    label: 'Keyboard shortcuts',
    group: 'Help',
    keys: ['?'],
    mode: 'command',
    run: () => {
      view.dialog = 'shortcuts'
    },
  },
]
