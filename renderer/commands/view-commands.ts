import type { Command } from './command.ts'
import type { NotebookContext } from './context.ts'

/** Commands that open and close the panels of a notebook. */
export const viewCommands = ({ view }: NotebookContext): Command[] => [
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
]
