import { onMounted, onUnmounted, type Ref, ref } from 'vue'

/** Pixels beyond the window within which a cell counts as near: it is drawn before it is seen. */
export const nearPixels = 1_500

interface Watcher {
  readonly observer: IntersectionObserver
  readonly arrivals: Map<Element, () => void>
}

const watchers = new WeakMap<Element, Watcher>()

/**
 * Whether an element has come near what its scroller shows; once it has, it stays so. What is costly to draw waits for that, so that a
 * notebook of thousands of cells opens at once. Everything is near when the page is printed.
 */
export function useNearWindow(
  element: Readonly<Ref<HTMLElement | undefined>>,
  scroller: string,
): Ref<boolean> {
  const isNear = ref(false)
  let leave = () => {}
  const arrive = () => {
    isNear.value = true
    leave()
  }
  onMounted(() => {
    const root = element.value?.closest(scroller)
    if (!element.value || !root) return arrive()
    leave = watch(element.value, watcherOf(root), arrive)
  })
  onUnmounted(() => leave())
  return isNear
}

function watch(element: Element, { observer, arrivals }: Watcher, arrive: () => void): () => void {
  arrivals.set(element, arrive)
  observer.observe(element)
  return () => {
    arrivals.delete(element)
    observer.unobserve(element)
  }
}

function watcherOf(root: Element): Watcher {
  const known = watchers.get(root)
  if (known) return known
  const arrivals = new Map<Element, () => void>()
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) arrivals.get(target)?.()
    },
    { root, rootMargin: `${nearPixels}px 0px` },
  )
  window.addEventListener('beforeprint', () => {
    for (const arrive of [...arrivals.values()]) arrive()
  })
  const watcher = { observer, arrivals }
  watchers.set(root, watcher)
  return watcher
}
