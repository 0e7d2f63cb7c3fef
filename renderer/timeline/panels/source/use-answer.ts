import { onActivated, onDeactivated, onScopeDispose, type ShallowRef, shallowRef, watch } from 'vue'

/** What is known of a question: the last answer stands until the next one comes. */
export interface Answered<Answer> {
  readonly answer: Readonly<ShallowRef<Answer | undefined>>
  readonly isAsking: Readonly<ShallowRef<boolean>>
  /** One sentence where the last question failed. */
  readonly problem: Readonly<ShallowRef<string | undefined>>
}

/**
 * Asks again whenever the question changes. One question is under way at a time; of those that come meanwhile only the last is asked, so that a cursor that is dragged is
 * followed as fast as answers come, and never falls behind. While its component is kept and not shown, nothing is asked.
 */
export function useAnswer<Question, Answer>(
  question: () => Question | undefined,
  ask: (question: Question) => Promise<Answer>,
): Answered<Answer> {
  const answer = shallowRef<Answer>()
  const isAsking = shallowRef(false)
  const problem = shallowRef<string>()
  let waiting: { readonly question: Question } | undefined
  let isOver = false
  let isAsleep = false

  const go = async () => {
    if (isAsking.value || isAsleep) return
    isAsking.value = true
    while (waiting !== undefined && !isOver && !isAsleep) {
      const next = waiting.question
      waiting = undefined
      try {
        const found = await ask(next)
        if (isOver) return
        answer.value = found
        problem.value = undefined
      } catch (error) {
        problem.value = error instanceof Error ? error.message : String(error)
      }
    }
    isAsking.value = false
  }

  watch(
    question,
    (next) => {
      if (next === undefined) return
      waiting = { question: next }
      void go()
    },
    { immediate: true },
  )
  onDeactivated(() => {
    isAsleep = true
  })
  onActivated(() => {
    isAsleep = false
    void go()
  })
  onScopeDispose(() => {
    isOver = true
  })
  return { answer, isAsking, problem }
}
