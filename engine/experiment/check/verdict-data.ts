import type { ShownVerdict } from './verdict-parts.ts'

/** Steps, and operations of an order, that stand in the data; the others are counted. */
const MAXIMUM_STEPS = 100
const MAXIMUM_ORDERED = 100

/** A verdict as plain JSON of bounded size. */
export function verdictData(verdict: ShownVerdict): unknown {
  const { guarantee, standing, sentence, operations, vacuous, stopped } = verdict
  return {
    guarantee,
    standing,
    sentence,
    operations,
    ...(vacuous === undefined ? {} : { vacuous }),
    ...(stopped === undefined ? {} : { stopped }),
    ...proofData(verdict),
  }
}

function proofData({ proof, rows }: ShownVerdict): object {
  if (proof === undefined) return {}
  const { operations, ordered, state, steps } = proof
  return {
    proof: {
      operations: rows,
      operationsOmitted: operations.length - rows.length,
      steps: steps.slice(0, MAXIMUM_STEPS),
      stepsOmitted: Math.max(0, steps.length - MAXIMUM_STEPS),
      ...(ordered === undefined
        ? {}
        : {
            ordered: ordered.slice(-MAXIMUM_ORDERED),
            orderedOmitted: Math.max(0, ordered.length - MAXIMUM_ORDERED),
          }),
      ...(state === undefined ? {} : { state }),
    },
  }
}
