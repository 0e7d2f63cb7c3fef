import { cellCommands } from './cell-commands.ts'
import { clipboardCommands } from './clipboard-commands.ts'
import type { Command } from './command.ts'
import type { NotebookContext } from './context.ts'
import { fileCommands } from './file-commands.ts'
import { hideCommands } from './hide-commands.ts'
import { runCommands } from './run-commands.ts'
import { selectCommands } from './select-commands.ts'
import { shapeCommands } from './shape-commands.ts'
import { tagCommands } from './tag-commands.ts'
import { viewCommands } from './view-commands.ts'

/** Everything that can be done in a notebook. */
export const notebookCommands = (context: NotebookContext): Command[] => [
  ...fileCommands(context),
  ...runCommands(context),
  ...cellCommands(context),
  ...clipboardCommands(context),
  ...shapeCommands(context),
  ...selectCommands(context),
  ...tagCommands(context),
  ...hideCommands(context),
  ...viewCommands(context),
]
