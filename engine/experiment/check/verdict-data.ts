import type { ShownVerdict } from './verdict-parts.ts'

/** Steps, and operations of an order, that stand in the data; the others are counted. */
const MAXIMUM_STEPS = 100
const MAXIMUM_ORDERED = 100

/** Missing writes that stand in the data; messages and hints are bounded already. */
const MAXIMUM_MISSING = 100

/** A verdict as plain JSON of bounded size. */
export function verdictData(verdict: ShownVerdict): unknown {
  const { guarantee, standing, sentence, operations, vacuous, stopped, run } = verdict
  return {
    guarantee,
    standing,
    sentence,
    operations,
    ...(run === undefined ? {} : { run }),
    ...(vacuous === undefined ? {} : { vacuous }),
    ...(stopped === undefined ? {} : { stopped }),
    ...proofData(verdict),
    ...evidenceData(verdict),
  }
}

/** Times in microseconds; nodes and operations by number. A field that is not known is left out. */
function evidenceData({ evidence }: ShownVerdict): object {
  if (evidence === undefined || evidence.missing.length === 0) return {}
  const { missing, messages, hints, omitted } = evidence
  return {
    evidence: {
      missing: missing.slice(0, MAXIMUM_MISSING),
      missingOmitted: Math.max(0, missing.length - MAXIMUM_MISSING),
      messages: messages.map(({ readableAt, ...known }) =>
        readableAt === undefined ? known : { ...known, readableAt },
      ),
      hints: hints.map(({ until, ...known }) =>
        until === undefined ? known : { ...known, until },
      ),
      omitted,
    },
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
