/** Steps of the focus within a row of controls, by the name of the key. */
const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 }

/** Moves the focus between the controls of a toolbar by arrows, Home and End, as toolbars do; a list of choices keeps its arrows up and down. */
export function moveFocus(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const controls = [
    ...(event.currentTarget as Element).querySelectorAll<HTMLElement>('button, select'),
  ]
  const at = controls.indexOf(event.target as HTMLElement)
  const next = placeAfter(event.key, at, controls.length)
  if (at < 0 || next === undefined) return
  event.preventDefault()
  event.stopPropagation()
  controls[next]?.focus()
}

/** The ends are joined. */
export function placeAfter(key: string, at: number, count: number): number | undefined {
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  const step = STEPS[key]
  return step === undefined ? undefined : (at + step + count) % count
}
