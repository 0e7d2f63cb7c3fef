import fc from 'fast-check'
import {
  NEVER_RETURNED,
  type ObservedHistory,
  type ObservedOperation,
} from '../../../../engine/check/observed-history.ts'
import type { SequentialModel } from '../../../../engine/check/sequential-model.ts'

/** An operation before its place among the others is known. */
export interface Draft<Input, Output> {
  readonly process: number
  readonly key: string
  readonly input: Input
  readonly output: Output | undefined
  readonly isKnown: boolean
  /** When it was called, took effect and returned: any numbers in this order. */
  readonly from: number
  readonly effect: number
  readonly to: number
}

/** Puts drafts in order of call and gives calls and returns their positions; those of one time in order of the drafts. */
export function historyOf<Input, Output>(
  drafts: readonly Draft<Input, Output>[],
): ObservedHistory<Input, Output> {
  const events = drafts.flatMap((draft) => [
    { draft, isCall: true, time: draft.from },
    ...(draft.isKnown ? [{ draft, isCall: false, time: draft.to }] : []),
  ])
  events.sort((a, b) => a.time - b.time || Number(b.isCall) - Number(a.isCall))
  const place = (draft: Draft<Input, Output>, isCall: boolean) =>
    events.findIndex((event) => event.draft === draft && event.isCall === isCall)
  const byCall = [...drafts].sort((a, b) => place(a, true) - place(b, true))
  const operations = byCall.map(
    (draft, id): ObservedOperation<Input, Output> => ({
      id,
      process: draft.process,
      key: draft.key,
      input: draft.input,
      output: draft.isKnown ? draft.output : undefined,
      isKnown: draft.isKnown,
      call: place(draft, true),
      return: draft.isKnown ? place(draft, false) : NEVER_RETURNED,
    }),
  )
  return { operations }
}

export interface Shape {
  readonly maxOperations: number
  readonly processes: number
  readonly keys: readonly string[]
  /** Share of operations of unknown outcome, in percent. */
  readonly unknownPercent: number
}

export const SMALL: Shape = { maxOperations: 7, processes: 3, keys: ['x'], unknownPercent: 15 }

/** Histories that keep the model by construction: each operation takes effect at one moment, and answers as the model does then. */
export const validHistory = <State, Input, Output>(
  model: SequentialModel<State, Input, Output>,
  input: fc.Arbitrary<Input>,
  answer: (state: State, input: Input) => Output,
  shape: Shape = SMALL,
): fc.Arbitrary<Draft<Input, Output>[]> =>
  fc
    .array(draftOf<Input, Output>(input, shape), { maxLength: shape.maxOperations })
    .map((drafts) => answered(drafts, model, answer))

/** Histories with any answers. */
export const anyHistory = <Input, Output>(
  input: fc.Arbitrary<Input>,
  output: (input: Input) => fc.Arbitrary<Output>,
  shape: Shape = SMALL,
): fc.Arbitrary<Draft<Input, Output>[]> =>
  fc.array(
    draftOf<Input, Output>(input, shape).chain((draft) =>
      output(draft.input).map((answer) => ({ ...draft, output: answer })),
    ),
    { maxLength: shape.maxOperations },
  )

const draftOf = <Input, Output>(
  input: fc.Arbitrary<Input>,
  shape: Shape,
): fc.Arbitrary<Draft<Input, Output>> =>
  fc
    .record({
      process: fc.nat(shape.processes - 1),
      key: fc.constantFrom(...shape.keys),
      input,
      isKnown: fc.nat(99).map((percent) => percent >= shape.unknownPercent),
      effect: fc.nat(40),
      wait: fc.nat(8),
      rest: fc.nat(8),
    })
    .map(({ wait, rest, ...draft }) => ({
      ...draft,
      output: undefined,
      from: draft.effect - wait,
      to: draft.effect + rest,
    }))

/** Gives each draft the answer of the model, in order of effect. */
function answered<State, Input, Output>(
  drafts: readonly Draft<Input, Output>[],
  model: SequentialModel<State, Input, Output>,
  answer: (state: State, input: Input) => Output,
): Draft<Input, Output>[] {
  const states = new Map<string, State>()
  return [...drafts]
    .sort((a, b) => a.effect - b.effect)
    .map((draft) => {
      const state = states.get(draft.key) ?? model.initial
      const output = answer(state, draft.input)
      states.set(draft.key, model.step(state, draft.input, output) as State)
      return { ...draft, output }
    })
}

/** A history with one thing changed: two answers exchanged, a return that came earlier, or a call that came later. */
export const mutated = <Input, Output>(
  drafts: fc.Arbitrary<Draft<Input, Output>[]>,
): fc.Arbitrary<Draft<Input, Output>[]> =>
  fc
    .tuple(drafts, fc.nat(), fc.nat(), fc.constantFrom('swap', 'return', 'call'))
    .map(([history, first, second, kind]) => {
      if (history.length < 2) return history
      const [one, other] = [first % history.length, second % history.length]
      return history.map((draft, index) => {
        if (kind === 'swap') {
          if (index === one) return { ...draft, output: history[other].output }
          return index === other ? { ...draft, output: history[one].output } : draft
        }
        if (index !== one) return draft
        return kind === 'return' ? { ...draft, to: draft.from } : { ...draft, from: draft.to }
      })
    })
