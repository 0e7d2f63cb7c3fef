import { registersOfRun } from '../check/from-run.ts'
import type { RunKnowledge } from '../check/run/knowledge.ts'
import type { EndpointId, KeyId } from '../trace/event.ts'
import type { Traced } from '../trace/export/traced.ts'
import { formatMoment } from '../trace/format.ts'
import type { FinalReplica, FinalVersion, RunFacts } from '../trace/metrics/facts.ts'
import { measure } from '../trace/metrics/measure.ts'
import { visibleText } from '../trace/visible-text.ts'
import type { HeldAtEnd, RecordedRun } from './recorded-run.ts'

/** What all metrics are computed from, of a recording alone. */
export function factsOfRecording(recorded: RecordedRun): RunFacts {
  const { history, trace, startMicros, durationMicros, endMicros, holders } = recorded
  return {
    history,
    trace,
    startMicros,
    durationMicros,
    endMicros,
    replicas: replicasOf(recorded),
    live: recorded.held.map(toFinalReplica),
    authorities: recorded.authorities,
    ...(holders.length === 0 ? {} : { holders: (key: KeyId) => holders[key] ?? [] }),
    faultLabels: recorded.faults.map(({ label }) => label),
  }
}

/** The endpoints that are replicas, ascending. */
export const replicasOf = ({ places }: RecordedRun): EndpointId[] =>
  places.flatMap(({ kind }, endpoint) => (kind === 'replica' ? [endpoint] : []))

/** What the numbers of a recording are called, as it can be shown. */
export function namesOfRecording({ places, faults, keys }: RecordedRun): Traced['names'] {
  return {
    endpoints: places,
    faults,
    endpoint: (id) => visibleText(places[id]?.name ?? '-'),
    key: (key) => visibleText(keys[key] ?? `k${key}`),
  }
}

/** What exports of traces, and the words for events, are given of a recording. */
export const tracedOf = (recorded: RecordedRun): Traced => ({
  trace: recorded.trace,
  history: recorded.history,
  names: namesOfRecording(recorded),
})

const known = new WeakMap<RecordedRun, RunKnowledge>()

/** What all checks are given, and the search for evidence, of a recording alone. Made once a recording: metrics keep what they computed. */
export function knowledgeOfRecording(recorded: RecordedRun): RunKnowledge {
  const found = known.get(recorded)
  if (found !== undefined) return found
  const knowledge = makeKnowledge(recorded)
  known.set(recorded, knowledge)
  return knowledge
}

function makeKnowledge(recorded: RecordedRun): RunKnowledge {
  const { history, faults, endedBy } = recorded
  const facts = factsOfRecording(recorded)
  const names = knowledgeNames(recorded)
  return {
    facts,
    metrics: measure(facts),
    registers: registersOfRun(history, names),
    names,
    cuts: faults.flatMap(({ isCut }, number) => (isCut ? [number] : [])),
    endedBy,
  }
}

function knowledgeNames(recorded: RecordedRun): RunKnowledge['names'] {
  const { endpoint, key } = namesOfRecording(recorded)
  const { history, places, faults } = recorded
  const firstClient = places.findIndex(({ kind }) => kind === 'client')
  return {
    process: (session) => endpoint(firstClient + session),
    key,
    value: (write) => String(JSON.stringify(history.written(write))),
    time: formatMoment,
    endpoint,
    fault: (number) => faults[number]?.label ?? `fault ${number}`,
  }
}

const NO_VERSIONS: readonly FinalVersion[] = []

function toFinalReplica({ replica, versions }: HeldAtEnd): FinalReplica {
  const byKey = new Map<KeyId, FinalVersion[]>()
  for (const { key, operation, merged } of versions) {
    const version = merged.length === 0 ? { operation } : { operation, merged }
    const known = byKey.get(key)
    if (known === undefined) byKey.set(key, [version])
    else known.push(version)
  }
  return {
    id: replica,
    state: {
      keys: () => byKey.keys(),
      versions: (key) => byKey.get(key) ?? NO_VERSIONS,
    },
  }
}
