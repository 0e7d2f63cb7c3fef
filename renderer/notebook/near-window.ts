import { onMounted, onUnmounted, type Ref, ref } from 'vue'

/** Who waits for an element to come near the window. */
const arrivals = new Map<EventTarget, () => void>()

/** Browsers that do not tell draw everything at once. */
const tells = 'oncontentvisibilityautostatechange' in document.documentElement

interface VisibilityChange extends Event {
  readonly skipped: boolean
}

/**
 * Whether an element with `content-visibility: auto` has come near the window; once it has, it stays so. What is costly to draw waits for that, so that a
 * notebook of thousands of cells opens at once. The browser watches such elements anyway and tells, so that no observer of our own looks at thousands of them
 * in every frame. Everything is near when the page is printed.
 */
export function useNearWindow(
  element: Readonly<Ref<HTMLElement | undefined>>,
  startsNear = false,
): Ref<boolean> {
  const isNear = ref(startsNear || !tells)
  let watched: HTMLElement | undefined
  const leave = () => {
    if (watched) arrivals.delete(watched)
  }
  onMounted(() => {
    watched = element.value
    if (!watched || isNear.value) return
    arrivals.set(watched, () => {
      isNear.value = true
      leave()
    })
  })
  onUnmounted(leave)
  return isNear
}

document.addEventListener(
  'contentvisibilityautostatechange',
  (event) => {
    if (event.target && !(event as VisibilityChange).skipped) arrivals.get(event.target)?.()
  },
  { capture: true },
)

window.addEventListener('beforeprint', () => {
  for (const arrive of [...arrivals.values()]) arrive()
})
