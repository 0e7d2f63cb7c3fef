import type { useOpeningStore } from '../files/opening.ts'
import type { useHostStore } from '../stores/host.ts'
import type { useViewStore } from '../stores/view.ts'
import type { Command } from './command.ts'

/** What commands act on wherever the page is. */
export interface AppContext {
  readonly host: ReturnType<typeof useHostStore>
  readonly opening: ReturnType<typeof useOpeningStore>
  readonly view: ReturnType<typeof useViewStore>
}

/** Commands of the whole program: notebooks to open, settings, help. */
export const appCommands = (context: AppContext): Command[] => [
  ...newCommands(context),
  ...settingCommands(context),
  ...dialogCommands(context),
]

function newCommands({ host, opening, view }: AppContext): Command[] {
  const file = (id: string, label: string, run: () => unknown, keys?: string[]): Command => ({
    id: `file.${id}`,
    label,
    group: 'File',
    run,
    ...(keys && { keys }),
  })
  return [
    file('new', 'New notebook', () => opening.openBlank()),
    ...(host.facts?.hasDialogs ? [file('open', 'Open…', () => opening.choose(), ['Mod+O'])] : []),
    file('new-from-template', 'New from template…', () => {
      view.dialog = 'template'
    }),
    {
      ...file('open-recent', 'Open recent…', () => {
        view.dialog = 'recent'
      }),
      isEnabled: () => host.recent.length > 0,
    },
  ]
}

function settingCommands({ host, view }: AppContext): Command[] {
  const { changeSettings } = host
  const themes = ['system', 'light', 'dark', 'high-contrast'] as const
  return [
    {
      id: 'view.settings',
      label: 'Settings…',
      group: 'View',
      keys: ['Mod+,'],
      run: () => {
        view.dialog = 'settings'
      },
    },
    ...themes.map(
      (theme): Command => ({
        id: `view.theme-${theme}`,
        label: `Theme: ${theme === 'high-contrast' ? 'high contrast' : theme === 'system' ? 'as the system' : theme}`,
        group: 'View',
        run: () => changeSettings({ theme }),
      }),
    ),
    {
      id: 'file.autosave',
      label: 'Save by itself, or not',
      group: 'File',
      run: () => changeSettings({ isAutosaving: !host.settings.isAutosaving }),
    },
    {
      id: 'run.reactive',
      label: 'Run on change of inputs, or not',
      group: 'Run',
      run: () => changeSettings({ isReactive: !host.settings.isReactive }),
    },
  ]
}

function dialogCommands({ view }: AppContext): Command[] {
  return [
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
    {
      id: 'help.about',
      label: 'About Replilab',
      group: 'Help',
      run: () => {
        view.dialog = 'about'
      },
    },
  ]
}

/** One command for each notebook that was opened last, for palettes and menus. */
export const recentCommands = ({ host, opening }: AppContext): Command[] =>
  host.recent.slice(0, recentShown).map(({ place, title }, at) => ({
    id: `recent.${at + 1}`,
    label: title.slice(0, labelLength),
    group: 'Recent',
    run: () => opening.open({ place }),
  }))

const recentShown = 10

/** In UTF-16 units; a menu is no place for more. */
const labelLength = 60
