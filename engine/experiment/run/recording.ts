import type {
  HeldAtEnd,
  HeldVersion,
  RecordedClock,
  RecordedFault,
  RecordedRun,
} from '../../timeline/recorded-run.ts'
import type { EndpointId, KeyId } from '../../trace/event.ts'
import { History } from '../../trace/history.ts'
import type { FinalReplica, FinalVersion, RunFacts } from '../../trace/metrics/facts.ts'
import type { ResolvedFault } from '../resolved.ts'
import type { ClockReading, Strikes } from '../strikes.ts'
import type { World } from '../world.ts'
import { isCut } from './cuts.ts'
import { kindOf } from './fault-kind.ts'
import type { RunNames } from './names.ts'

interface RecordingParts {
  readonly world: World
  readonly facts: RunFacts
  readonly names: RunNames
  /** The faults that struck, by number. */
  readonly faults: readonly ResolvedFault[]
  readonly strikes: Strikes
  /** Names of keys, by number, where they are others than `k0`, `k1`…. */
  readonly keys?: readonly string[]
}

/** Takes from a run all that pictures of it are made from. Trace and history are shared; the history of a cluster, which may go on, is copied. */
export function recordRun({
  world,
  facts,
  names,
  faults,
  strikes,
  keys = [],
}: RecordingParts): RecordedRun {
  const { history, trace, startMicros = 0, durationMicros, authorities } = facts
  const { scenario } = world
  return {
    fingerprint: trace.fingerprint,
    title: scenario.model.name,
    model: scenario.model.name,
    seed: scenario.seed,
    places: names.endpoints.map(({ name, kind, region }) => ({ name, kind, region })),
    faults: faults.map((fault, number) => recordFault(fault, number, strikes)),
    keys,
    trace,
    history: history.isStepwise ? History.of(history.parts()) : history,
    startMicros,
    durationMicros,
    endMicros: facts.endMicros ?? durationMicros,
    held: facts.live.map(recordHeld),
    authorities,
    holders: recordHolders(facts),
    endedBy: world.endedBy,
    clocks: recordClocks(world, strikes.clocks),
    thinned: undefined,
  }
}

function recordFault(
  { at, label, action }: ResolvedFault,
  number: number,
  strikes: Strikes,
): RecordedFault {
  return {
    at,
    label,
    kind: kindOf(action),
    nodes: strikes.nodesOf(number),
    isCut: isCut(action),
    cuts: strikes.cutsOf(number),
  }
}

function recordHeld({ id, state }: FinalReplica): HeldAtEnd {
  const versions: HeldVersion[] = []
  for (const key of state.keys()) {
    for (const version of state.versions(key)) versions.push(recordVersion(key, version))
  }
  return { replica: id, versions }
}

const NOT_MERGED: readonly number[] = []

const recordVersion = (key: KeyId, { operation, merged = NOT_MERGED }: FinalVersion) => ({
  key,
  operation,
  merged,
})

/** Of every key that was used. */
function recordHolders({ holders, history }: RunFacts): readonly (readonly EndpointId[])[] {
  if (holders === undefined) return []
  let keys = 0
  for (let id = 0; id < history.length; id++) keys = Math.max(keys, history.key[id] + 1)
  return Array.from({ length: keys }, (_, key) => holders(key))
}

/** The readings of the clocks that were ever wrong, with one at the end. */
function recordClocks(
  { machines, clock }: World,
  readings: readonly ClockReading[],
): RecordedClock[] {
  if (readings.length === 0) return []
  const last = machines.map((machine) => ({
    node: machine.id,
    time: clock.now,
    ahead: machine.clock() - clock.now,
  }))
  const all = [...readings, ...last]
  const wrong = new Set(all.filter(({ ahead }) => ahead !== 0).map(({ node }) => node))
  return all.filter(({ node }) => wrong.has(node))
}
