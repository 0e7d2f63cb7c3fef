const isMac = typeof navigator !== 'undefined' && /Mac/.test(navigator.platform)

/** A key press in the notation of commands: `Mod+Shift+Enter`, `A`, `Escape`. */
export function keyName(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key
  const parts = [
    (isMac ? event.metaKey : event.ctrlKey) && 'Mod',
    event.altKey && 'Alt',
    event.shiftKey && 'Shift',
    key === ' ' ? 'Space' : key,
  ]
  return parts.filter(Boolean).join('+')
}

/** As people read it: `⌘S` on a Mac, `Ctrl+S` elsewhere. */
export const readableKeys = (keys: string): string =>
  isMac ? keys.replaceAll('Mod+', '⌘').replaceAll('Shift+', '⇧') : keys.replaceAll('Mod', 'Ctrl')

/** Milliseconds within which the second key of a pair (`D D`) must follow the first. */
export const pairMillis = 800

/** Finds the key or pair of keys that presses amount to. */
export function createKeyReader(now: () => number): (key: string) => readonly string[] {
  let first: { readonly key: string; readonly at: number } | undefined
  return (key) => {
    const pair = first && now() - first.at < pairMillis ? [`${first.key} ${key}`] : []
    first = { key, at: now() }
    return [...pair, key]
  }
}
