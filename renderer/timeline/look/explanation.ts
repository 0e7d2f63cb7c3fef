import { type Ref, ref, shallowRef, watch } from 'vue'
import { type Explanation, explain, type Timeline } from '../../../engine/timeline/index.ts'
import type { Pinned } from './timeline-look.ts'

/** Who tells why an operation ended as it did; beside the page where runs are large. */
export type Explain = (operation: number) => Promise<Explanation>

/** Events of the largest run that is searched for reasons right here: more would keep the page from moving. */
export const DIRECT_EXPLANATION_EVENTS = 100_000

/** Tells right here of small runs; undefined for large ones. */
export function explainHere(timeline: Timeline): Explain | undefined {
  if (timeline.run.trace.length > DIRECT_EXPLANATION_EVENTS) return undefined
  return async (operation) => explain(timeline, operation)
}

/** What is known of the operation that is picked out, as soon as it is known. */
export function useExplanation(pinned: Ref<Pinned | undefined>, ask: () => Explain | undefined) {
  const explanation = shallowRef<Explanation>()
  const isAsking = ref(false)
  const tell = async (now: Pinned | undefined) => {
    explanation.value = undefined
    const asked = now?.kind === 'operation' ? ask() : undefined
    isAsking.value = asked !== undefined
    if (now === undefined || asked === undefined) return
    const found = await asked(now.id)
    if (pinned.value !== now) return
    explanation.value = found
    isAsking.value = false
  }
  // A look may come with something picked out.
  watch(pinned, tell, { immediate: true })
  return { explanation, isAsking }
}
