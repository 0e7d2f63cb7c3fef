import { computed, onScopeDispose, type Ref, ref, watch } from 'vue'
import { elapsedText } from './elapsed.ts'

const lookMillis = 500

/** The time since a moment, which goes on while there is one; empty without. */
export function useElapsed(sinceMillis: () => number | undefined): Ref<string> {
  const nowMillis = ref(performance.now())
  let timer: ReturnType<typeof setInterval> | undefined
  const look = () => {
    nowMillis.value = performance.now()
  }
  watch(
    sinceMillis,
    (since) => {
      clearInterval(timer)
      look()
      if (since !== undefined) timer = setInterval(look, lookMillis)
    },
    { immediate: true },
  )
  onScopeDispose(() => clearInterval(timer))
  return computed(() => {
    const since = sinceMillis()
    return since === undefined ? '' : elapsedText(nowMillis.value - since)
  })
}
