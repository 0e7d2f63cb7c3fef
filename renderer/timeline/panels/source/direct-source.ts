import { type Judgement, judge, type RecordedRun } from '../../../../engine/timeline/index.ts'
import { Answerer } from './answerer.ts'
import { askEach, type Judging, type PanelSource } from './questions.ts'

/** Answers right here: where there are no workers, and in tests. */
export function directSource(run: RecordedRun): PanelSource {
  const answerer = new Answerer(run)
  const ask =
    (question: keyof Answerer) =>
    async (...given: never[]) =>
      (answerer[question] as (...given: never[]) => unknown).call(answerer, ...given)
  return { ...askEach(ask), close() {} }
}

/** Judges right here: where there are no workers, and in tests. */
export function judgeHere(run: RecordedRun, onJudged: (judgement: Judgement) => void): Judging {
  let isStopped = false
  const go = async () => {
    for (const judgement of judge(run)) {
      if (isStopped) return
      onJudged(judgement)
      await new Promise((resolve) => setTimeout(resolve))
    }
  }
  return {
    done: go(),
    stop() {
      isStopped = true
    },
  }
}
