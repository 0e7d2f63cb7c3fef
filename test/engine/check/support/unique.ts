import fc from 'fast-check'
import type { RegisterInput } from '../../../../engine/check/models/register.ts'
import type { Value } from '../../../../engine/check/models/value.ts'
import { type Draft, type Shape, SMALL } from './histories.ts'

type RegisterDraft = Draft<RegisterInput, Value>

/** Histories of registers to which each value is written once: the n-th operation writes n, and reads give one of these, or null. */
export const uniqueHistory = (shape: Shape = SMALL): fc.Arbitrary<RegisterDraft[]> =>
  fc.array(uniqueDraft(shape), { maxLength: shape.maxOperations }).map((drafts) =>
    drafts.map(({ isRead, answer, wait, rest, ...draft }, index): RegisterDraft => {
      const seen = answer % (drafts.length + 1)
      return {
        ...draft,
        from: draft.effect - wait,
        to: draft.effect + rest,
        input: isRead ? { action: 'read' } : { action: 'write', value: index + 1 },
        output: isRead ? (seen === 0 ? null : seen) : true,
      }
    }),
  )

const uniqueDraft = (shape: Shape) =>
  fc.record({
    process: fc.nat(shape.processes - 1),
    key: fc.constantFrom(...shape.keys),
    isRead: fc.boolean(),
    answer: fc.nat(),
    isKnown: fc.nat(99).map((percent) => percent >= shape.unknownPercent),
    effect: fc.nat(40),
    wait: fc.nat(12),
    rest: fc.nat(12),
  })
