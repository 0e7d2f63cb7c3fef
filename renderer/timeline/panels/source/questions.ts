import type { Answerer } from './answerer.ts'

/** What can be asked of a run, with answers that come later. */
export type PanelSource = {
  readonly [Question in keyof Answerer]: (
    ...given: Parameters<Answerer[Question]>
  ) => Promise<ReturnType<Answerer[Question]>>
} & {
  /** Ends what is under way; no answer comes any more. */
  close(): void
}

/** Verdicts that come one by one, and a way to end it. */
export interface Judging {
  /** When all are there; never where it was stopped. */
  readonly done: Promise<void>
  stop(): void
}

const QUESTIONS = [
  'inspect',
  'changeBeside',
  'orderOperations',
  'operationsCsv',
  'chart',
  'explain',
] as const satisfies readonly (keyof Answerer)[]

/** Every question, asked in one way. */
export const askEach = (ask: (question: keyof Answerer) => unknown): Omit<PanelSource, 'close'> =>
  Object.fromEntries(
    QUESTIONS.map((question) => [question, ask(question)]),
  ) as unknown as PanelSource
