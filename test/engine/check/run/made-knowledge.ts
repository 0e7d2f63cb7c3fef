import { registersOfRun } from '../../../../engine/check/from-run.ts'
import type { KnowledgeNames, RunKnowledge } from '../../../../engine/check/run/knowledge.ts'
import { formatMoment } from '../../../../engine/trace/format.ts'
import type { RunFacts } from '../../../../engine/trace/metrics/facts.ts'
import { measure } from '../../../../engine/trace/metrics/measure.ts'

/** What checks are given of a run that was written down by hand; nodes are called n0, n1… */
export function knowledgeOfFacts(facts: RunFacts): RunKnowledge {
  const names: KnowledgeNames = {
    process: (process) => `c${process}`,
    key: (key) => `k${key}`,
    value: (write) => String(facts.history.written(write)),
    time: formatMoment,
    endpoint: (id) => `n${id}`,
    fault: (number) => `fault ${number}`,
  }
  const registers = registersOfRun(facts.history, names)
  return { facts, metrics: measure(facts), registers, names, cuts: [], endedBy: undefined }
}
