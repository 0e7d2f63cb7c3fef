import { computed, onScopeDispose, type Ref, ref, shallowRef } from 'vue'
import { JUDGED, type Judgement, type RecordedRun } from '../../../../engine/timeline/index.ts'
import type { Judging } from '../source/questions.ts'

/** How far the judging of a run has come. */
export interface JudgingState {
  /** As they came. */
  readonly judgements: Readonly<Ref<readonly Judgement[]>>
  readonly state: Readonly<Ref<'waiting' | 'running' | 'done' | 'stopped' | 'failed'>>
  readonly problem: Readonly<Ref<string>>
  /** The guarantee that is being looked at. */
  readonly current: Readonly<Ref<string | undefined>>
  start(): void
  stop(): void
}

export function useJudging(
  run: RecordedRun,
  begin: (run: RecordedRun, onJudged: (judgement: Judgement) => void) => Judging,
): JudgingState {
  const judgements = shallowRef<readonly Judgement[]>([])
  const state = ref<'waiting' | 'running' | 'done' | 'stopped' | 'failed'>('waiting')
  const problem = ref('')
  let judging: Judging | undefined

  function start(): void {
    judgements.value = []
    state.value = 'running'
    const mine = begin(run, (judgement) => {
      if (judging === mine) judgements.value = [...judgements.value, judgement]
    })
    judging = mine
    mine.done.then(
      () => {
        if (judging === mine) state.value = 'done'
      },
      (error) => {
        if (judging !== mine) return
        problem.value = error instanceof Error ? error.message : String(error)
        state.value = 'failed'
      },
    )
  }

  function stop(): void {
    judging?.stop()
    judging = undefined
    if (state.value === 'running') state.value = 'stopped'
  }

  onScopeDispose(stop)
  const current = computed(() =>
    state.value === 'running' ? JUDGED[judgements.value.length] : undefined,
  )
  return { judgements, state, problem, current, start, stop }
}
