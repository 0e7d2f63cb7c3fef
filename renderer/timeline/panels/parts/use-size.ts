import { onBeforeUnmount, type Ref, ref, watch } from 'vue'

/** The width and height that an element has, in pixels; 0 before it is there. */
export function useSize(element: Readonly<Ref<HTMLElement | null>>): {
  readonly width: Readonly<Ref<number>>
  readonly height: Readonly<Ref<number>>
} {
  const width = ref(0)
  const height = ref(0)
  const observer = new ResizeObserver(([{ contentRect }]) => {
    width.value = Math.round(contentRect.width)
    height.value = Math.round(contentRect.height)
  })
  watch(element, (now, before) => {
    if (before) observer.unobserve(before)
    if (now) observer.observe(now)
  })
  onBeforeUnmount(() => observer.disconnect())
  return { width, height }
}
