/** What of a keyboard event says which keys were pressed. */
export interface KeyPress {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

const { navigator: browser } = globalThis as { readonly navigator?: { readonly platform?: string } }
const isMac = /Mac/.test(browser?.platform ?? '')

/** A key press in the notation of commands: `Mod+Shift+Enter`, `A`, `Escape`. */
export function keyName(event: KeyPress): string {
  const key = baseKey(event)
  const parts = [
    (isMac ? event.metaKey : event.ctrlKey) && 'Mod',
    event.altKey && 'Alt',
    event.shiftKey && !isSign(key) && 'Shift',
    key === ' ' ? 'Space' : key,
  ]
  return parts.filter(Boolean).join('+')
}

/** A sign such as `?` stands for itself: keyboards differ in whether Shift makes it. */
const isSign = (key: string): boolean => /^[^\p{L}\p{N}\s-]$/u.test(key)

function baseKey({ key, code }: KeyPress): string {
  if (code === 'Minus') return '-'
  return key.length === 1 ? key.toUpperCase() : key
}

/** As people read it: `⌘S` on a Mac, `Ctrl+S` elsewhere. */
export const readableKeys = (keys: string): string =>
  (isMac
    ? keys.replaceAll('Mod+', '⌘').replaceAll('Shift+', '⇧').replaceAll('Alt+', '⌥')
    : keys.replaceAll('Mod', 'Ctrl')
  ).replace(/Arrow(Up|Down|Left|Right)/, (_, way: keyof typeof arrows) => arrows[way])

const arrows = { Up: '↑', Down: '↓', Left: '←', Right: '→' }

/** Milliseconds within which the second key of a pair (`D D`) must follow the first. */
export const pairMillis = 800

export interface KeyReader {
  /** The pair that the press completes, if it may be one, and the key itself. */
  read(key: string): readonly string[]
  /** What was pressed has acted: it begins no pair. */
  forget(): void
}

/** @param now milliseconds, of a clock that never goes back */
export function createKeyReader(now: () => number): KeyReader {
  let first: { readonly key: string; readonly at: number } | undefined
  return {
    read(key) {
      const pair = first && now() - first.at < pairMillis ? [`${first.key} ${key}`] : []
      first = { key, at: now() }
      return [...pair, key]
    },
    forget() {
      first = undefined
    },
  }
}
