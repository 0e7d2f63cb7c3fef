/** Draws at most once a frame, and only after something changed. */
export interface FrameLoop {
  /** Something changed: draw with the next frame. */
  request(): void
  stop(): void
}

export function createFrameLoop(draw: (now: number) => void): FrameLoop {
  let pending: number | undefined
  return {
    request() {
      pending ??= requestAnimationFrame((now) => {
        pending = undefined
        draw(now)
      })
    },
    stop() {
      if (pending !== undefined) cancelAnimationFrame(pending)
      pending = undefined
    },
  }
}
