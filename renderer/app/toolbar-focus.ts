import { onBeforeUnmount, onMounted, type Ref } from 'vue'
import { controlAfter } from './toolbar-keys.ts'

const controls = 'button:enabled, select:enabled, input:enabled'

/**
 * Makes a toolbar one stop of the Tab key, as WAI-ARIA describes it: within it the arrow keys, Home and End go from control to control, and Tab comes back to the one that had
 * the keyboard last.
 */
export function useToolbarFocus(toolbar: Readonly<Ref<HTMLElement | null | undefined>>): void {
  let last: HTMLElement | undefined

  const find = () => [...(toolbar.value?.querySelectorAll<HTMLElement>(controls) ?? [])]

  /** Controls come and go, and can be disabled; one of them can always be reached. */
  function update(): void {
    const found = find()
    const reached = last && found.includes(last) ? last : found[0]
    for (const control of found) {
      const index = control === reached ? 0 : -1
      if (control.tabIndex !== index) control.tabIndex = index
    }
  }

  function onFocus({ target }: FocusEvent): void {
    last = find().find((control) => control === target)
    update()
  }

  function onKey(event: KeyboardEvent): void {
    const found = find()
    const at = found.indexOf(event.target as HTMLElement)
    if (at < 0 || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return
    const next = controlAfter(event.key, at, found.length)
    if (next === undefined) return
    event.preventDefault()
    event.stopPropagation()
    found[next].focus()
  }

  const observer = new MutationObserver(update)
  onMounted(() => {
    const element = toolbar.value
    element?.addEventListener('focusin', onFocus)
    element?.addEventListener('keydown', onKey)
    if (element) {
      observer.observe(element, { childList: true, subtree: true, attributeFilter: ['disabled'] })
    }
    update()
  })
  onBeforeUnmount(() => observer.disconnect())
}
