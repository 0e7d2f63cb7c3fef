/** What hands do on a surface, in its own pixels; whoever listens decides what it means. */
export interface GestureHandlers {
  zoom(x: number, factor: number): void
  /** Along time, in pixels; above zero: the content goes left. */
  pan(pixels: number): void
  /** A single pointer goes down; what it answers decides what its moves mean. */
  press(x: number, y: number, event: PointerEvent): Drag
  hover(x: number, y: number): void
  leave(): void
  click(x: number, y: number): void
}

export interface Drag {
  move(x: number, y: number): void
  end(): void
}

/** A pointer that moves less than this clicks. */
const CLICK_REACH = 4
/** Magnification for each pixel of a wheel that zooms. */
const ZOOM_A_PIXEL = 1.0035
const LINE_PIXELS = 16

/** Listens on an element until the returned function is called. */
export function listenToGestures(element: HTMLElement, handlers: GestureHandlers): () => void {
  const pointers = new Map<number, { x: number; y: number }>()
  let drag: { readonly drag: Drag; readonly x: number; readonly y: number } | undefined
  let hasMoved = false

  const place = ({ clientX, clientY }: MouseEvent) => {
    const { left, top } = element.getBoundingClientRect()
    return { x: clientX - left, y: clientY - top }
  }

  const onWheel = (event: WheelEvent) => {
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PIXELS : 1
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault()
      handlers.zoom(place(event).x, ZOOM_A_PIXEL ** (-event.deltaY * unit))
      return
    }
    const across = event.shiftKey ? event.deltaX + event.deltaY : event.deltaX
    if (Math.abs(across) <= Math.abs(event.shiftKey ? 0 : event.deltaY)) return
    event.preventDefault()
    handlers.pan(across * unit)
  }

  const onDown = (event: PointerEvent) => {
    if (event.button !== 0) return
    const at = place(event)
    pointers.set(event.pointerId, at)
    element.setPointerCapture(event.pointerId)
    if (pointers.size > 1) {
      drag = undefined
      hasMoved = true
      return
    }
    hasMoved = false
    drag = { drag: handlers.press(at.x, at.y, event), ...at }
  }

  const onMove = (event: PointerEvent) => {
    const at = place(event)
    const before = pointers.get(event.pointerId)
    if (before === undefined) return handlers.hover(at.x, at.y)
    if (pointers.size === 2) pinch(event.pointerId, before, at)
    pointers.set(event.pointerId, at)
    if (drag === undefined) return
    hasMoved ||= Math.hypot(at.x - drag.x, at.y - drag.y) >= CLICK_REACH
    if (hasMoved) drag.drag.move(at.x, at.y)
  }

  /** One of two fingers moves: what lies between them grows by as much as they part. */
  const pinch = (moved: number, before: { x: number }, after: { x: number }) => {
    const other = [...pointers].find(([id]) => id !== moved)![1]
    const [was, is] = [Math.abs(before.x - other.x), Math.abs(after.x - other.x)]
    if (was > 8 && is > 8) handlers.zoom((after.x + other.x) / 2, is / was)
    handlers.pan((before.x - after.x) / 2)
  }

  const onUp = (event: PointerEvent) => {
    if (!pointers.delete(event.pointerId) || drag === undefined) return
    drag.drag.end()
    drag = undefined
    const at = place(event)
    if (!hasMoved && event.type === 'pointerup') handlers.click(at.x, at.y)
  }

  /** A finger that is lifted leaves: what it pointed at stays told. */
  const onLeave = ({ pointerType }: PointerEvent) => {
    if (pointerType !== 'touch') handlers.leave()
  }
  element.addEventListener('wheel', onWheel, { passive: false })
  element.addEventListener('pointerdown', onDown)
  element.addEventListener('pointermove', onMove)
  element.addEventListener('pointerup', onUp)
  element.addEventListener('pointercancel', onUp)
  element.addEventListener('pointerleave', onLeave)
  return () => {
    element.removeEventListener('wheel', onWheel)
    element.removeEventListener('pointerdown', onDown)
    element.removeEventListener('pointermove', onMove)
    element.removeEventListener('pointerup', onUp)
    element.removeEventListener('pointercancel', onUp)
    element.removeEventListener('pointerleave', onLeave)
  }
}
