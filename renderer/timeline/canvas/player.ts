import { onScopeDispose, ref, shallowRef } from 'vue'
import { playedTo, type Speed, speedFor } from '../look/playing.ts'
import type { TimelineLook } from '../look/timeline-look.ts'
import { spanOf } from '../look/viewport.ts'

/** Moves the cursor by itself, at a speed that can be followed. */
export function usePlayer(look: TimelineLook) {
  const isPlaying = ref(false)
  const speed = shallowRef<Speed>(speedFor(spanOf(look.window.value)))
  let request: number | undefined
  let exact = 0

  const pause = () => {
    isPlaying.value = false
    if (request !== undefined) cancelAnimationFrame(request)
    request = undefined
  }

  const play = () => {
    if (look.cursor.value >= look.endMicros) look.moveCursor(look.window.value.from)
    isPlaying.value = true
    exact = look.cursor.value
    let last: number | undefined
    const advance = (now: number) => {
      // Whoever moved the cursor meanwhile is followed.
      if (Math.round(exact) !== look.cursor.value) exact = look.cursor.value
      exact = playedTo(exact, now - (last ?? now), speed.value.share, look.endMicros)
      last = now
      look.moveCursor(exact, true)
      if (look.cursor.value >= look.endMicros) return pause()
      request = requestAnimationFrame(advance)
    }
    request = requestAnimationFrame(advance)
  }

  onScopeDispose(pause)
  return { isPlaying, speed, toggle: () => (isPlaying.value ? pause() : play()) }
}

export type Player = ReturnType<typeof usePlayer>
