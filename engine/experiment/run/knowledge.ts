import { registersOfRun } from '../../check/from-run.ts'
import type { KnowledgeNames, RunKnowledge } from '../../check/run/knowledge.ts'
import { formatMoment } from '../../trace/format.ts'
import type { RunFacts } from '../../trace/metrics/facts.ts'
import type { Metrics } from '../../trace/metrics/measure.ts'
import type { ResolvedFault } from '../resolved.ts'
import type { World } from '../world.ts'
import { isCut } from './cuts.ts'
import type { RunNames } from './names.ts'

interface KnowledgeParts {
  readonly world: World
  readonly facts: RunFacts
  readonly metrics: Metrics
  readonly names: RunNames
  /** The faults that struck, by number. */
  readonly faults: readonly ResolvedFault[]
}

/** What checks are given of a run that is over. */
export function knowledgeOf({
  world,
  facts,
  metrics,
  names,
  faults,
}: KnowledgeParts): RunKnowledge {
  const called = knowledgeNames(world, names)
  return {
    facts,
    metrics,
    registers: registersOfRun(facts.history, called),
    names: called,
    cuts: faults.flatMap(({ action }, number) => (isCut(action) ? [number] : [])),
    endedBy: world.endedBy,
  }
}

function knowledgeNames({ clients, history }: World, names: RunNames): KnowledgeNames {
  return {
    process: (session) => names.endpoint(clients[session]?.id ?? -1),
    key: (key) => names.key(key),
    value: (write) => String(JSON.stringify(history.written(write))),
    time: formatMoment,
    endpoint: (id) => names.endpoint(id),
    fault: (number) => names.faults[number]?.label ?? `fault ${number}`,
  }
}
