import { computed, onScopeDispose, type Ref, shallowRef, watch } from 'vue'
import type { Output } from '../../notebooks/document/index.ts'
import type { CellState } from '../../notebooks/session/index.ts'

export interface HeldOutputs {
  readonly outputs: Readonly<Ref<readonly Output[]>>
  /** Whether they are of an earlier run, and stand until this one shows something. */
  readonly isHeld: Readonly<Ref<boolean>>
}

/** What a cell shows: while it waits or runs and has shown nothing yet, what it showed before, so that the page does not jump. */
export function useHeldOutputs(
  outputs: () => readonly Output[],
  state: () => CellState,
): HeldOutputs {
  const held = shallowRef(outputs())
  const isWaiting = computed(() => state() === 'running' || state() === 'queued')
  const isHeld = computed(() => isWaiting.value && outputs().length === 0 && held.value.length > 0)
  watch(outputs, (now) => {
    if (now.length > 0 || !isWaiting.value) held.value = now
  })
  watch(isWaiting, (waits) => {
    if (!waits) held.value = outputs()
  })
  return { outputs: computed(() => (isHeld.value ? held.value : outputs())), isHeld }
}

/** Milliseconds after a run in which frames and charts find their height. */
const settleMillis = 400

/** The height that an element had when a run began, until a moment after its end: outputs come one by one. */
export function useKeptHeight(
  element: Readonly<Ref<HTMLElement | undefined>>,
  state: () => CellState,
): Readonly<Ref<string | undefined>> {
  const kept = shallowRef<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(state, (now, before) => {
    const isWaiting = now === 'running' || now === 'queued'
    const wasWaiting = before === 'running' || before === 'queued'
    if (isWaiting === wasWaiting) return
    clearTimeout(timer)
    if (isWaiting) kept.value = `${element.value?.offsetHeight ?? 0}px`
    else {
      timer = setTimeout(() => {
        kept.value = undefined
      }, settleMillis)
    }
  })
  onScopeDispose(() => clearTimeout(timer))
  return kept
}
