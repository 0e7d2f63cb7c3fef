import { onMounted, onUnmounted } from 'vue'
import { isSuggesting } from '../editor/suggesting.ts'
import type { Mode } from '../stores/selection.ts'
import type { Command } from './command.ts'
import { createKeyReader, keyName } from './keys.ts'

/** While a notebook is shown, has the keys of its commands run them. */
export function useCommandKeys(commands: () => readonly Command[], mode: () => Mode): void {
  const keys = createKeyReader(() => performance.now())

  function onKey(event: KeyboardEvent): void {
    const placed = placeOf(event.target)
    if (placed === 'dialog' || (placed === 'control' && isOwn(event, event.target as Element)))
      return
    // Escape closes the editor's suggestions before it leaves the editor.
    if (event.key === 'Escape' && isSuggesting()) return
    const pressed = keys.read(keyName(event))
    const usable = commands().filter((command) => isUsable(command, mode(), placed))
    const command = pressed
      .map((name) => usable.find((one) => one.keys?.includes(name)))
      .find((one) => one !== undefined)
    if (!command) return
    keys.forget()
    event.preventDefault()
    event.stopPropagation()
    command.run()
  }

  onMounted(() => window.addEventListener('keydown', onKey, { capture: true }))
  onUnmounted(() => window.removeEventListener('keydown', onKey, { capture: true }))
}

type Place = 'cells' | 'control' | 'field' | 'dialog'

/** What has the keyboard: it comes first where it has a use for keys of its own; a panel within an output says so by `data-own-keys`. */
function placeOf(target: EventTarget | null): Place {
  if (!(target instanceof HTMLElement)) return 'cells'
  if (target.closest('[role="dialog"], [role="alertdialog"]')) return 'dialog'
  if (target.closest('.monaco-editor')) return 'cells'
  if (target.closest('input, select, textarea, [data-own-keys]')) return 'field'
  return target.closest('button, a, summary, [role="slider"]') ? 'control' : 'cells'
}

/** Keys that press a button, follow a link or move a slider; in a toolbar also those that lead to its ends. */
const isOwn = ({ key }: KeyboardEvent, control: Element): boolean =>
  /^(Enter| |Arrow)/.test(key) ||
  (/^(Home|End)$/.test(key) && control.closest('[role="toolbar"]') !== null)

/** In a field or a panel that is no cell only commands of the whole notebook act. */
function isUsable({ mode, isEnabled, group }: Command, current: Mode, place: Place): boolean {
  if (place === 'field' && (mode !== undefined || group === 'Run')) return false
  return (mode === undefined || mode === current) && isEnabled?.() !== false
}
