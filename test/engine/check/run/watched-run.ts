import type { RunKnowledge } from '../../../../engine/check/run/knowledge.ts'
import { FaultInjector } from '../../../../engine/experiment/fault-injector.ts'
import { resolve } from '../../../../engine/experiment/resolve/resolve.ts'
import { factsOf } from '../../../../engine/experiment/run/facts.ts'
import { knowledgeOf } from '../../../../engine/experiment/run/knowledge.ts'
import { createNames } from '../../../../engine/experiment/run/names.ts'
import { World } from '../../../../engine/experiment/world.ts'
import type { ScenarioSpec } from '../../../../engine/index.ts'
import type { Message } from '../../../../engine/network/message.ts'
import { measure } from '../../../../engine/trace/metrics/measure.ts'
import { startWorkload } from '../../../../engine/workload/generator.ts'

export interface WatchedRun {
  readonly knowledge: RunKnowledge
  /** What each message really carried, by its number: read from its contents, not from the trace. */
  readonly contents: readonly ReadonlySet<number>[]
}

/** Runs a scenario with an eye on the contents of every message. */
export function watch(spec: ScenarioSpec): WatchedRun {
  const resolved = resolve(spec)
  if (!resolved.ok) throw new Error(resolved.problem.message)
  const scenario = resolved.value
  const world = new World(scenario)
  const contents: ReadonlySet<number>[] = []
  const { network } = world
  const send = network.send.bind(network)
  network.send = (from, to, message) => {
    const { kind } = message
    const name = typeof kind === 'string' ? kind : world.recorder.messageNames[kind]
    contents[network.sent] = new Set(carriedBy({ ...message, kind: name }))
    return send(from, to, message)
  }
  new FaultInjector(world).plan(scenario.faults)
  world.start()
  startWorkload({
    workload: scenario.workload!,
    clients: world.clients,
    clock: world.clock,
    random: world.generator('workload'),
    untilMicros: scenario.durationMicros,
  })
  world.advance(scenario.durationMicros + scenario.drainMicros)
  const facts = factsOf(world, world.recorder.take())
  const names = createNames(scenario.endpoints, scenario.faults)
  const { faults } = scenario
  return {
    knowledge: knowledgeOf({ world, facts, metrics: measure(facts), names, faults }),
    contents,
  }
}

interface Version {
  readonly operation: number
}

interface Held {
  readonly versions: readonly Version[]
}

/** The writes in a message that is no answer. */
function carriedBy(message: Message): number[] {
  const parts = message as Message & {
    readonly entries?: readonly (Version | readonly [number, Held])[]
    readonly updates?: readonly Version[]
    readonly held?: Held
  }
  if (/(reply|ack)$/.test(message.kind)) return []
  if (message.kind === 'write') return [message.operation]
  const ofEntry = (entry: Version | readonly [number, Held]): readonly Version[] =>
    'operation' in entry ? [entry] : entry[1].versions
  return [
    ...(parts.entries ?? []).flatMap(ofEntry),
    ...(parts.updates ?? []),
    ...(parts.held?.versions ?? []),
  ].flatMap(({ operation }) => (operation < 0 ? [] : [operation]))
}
