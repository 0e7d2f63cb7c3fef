import { startWorkload } from '../workload/generator.ts'
import { FaultInjector } from './fault-injector.ts'
import { poll } from './poll.ts'
import { resolveChecked } from './resolve/resolve.ts'
import type { ResolvedScenario } from './resolved.ts'
import { type PlayedWorld, Run } from './run/run.ts'
import { orThrow } from './scenario-error.ts'
import { toPlain } from './schema/plain.ts'
import { type ScenarioSpec, scenarioSchema } from './spec/scenario.ts'
import { World } from './world.ts'

/**
 * Runs a scenario from its start to its end and gives what happened.
 *
 * The same scenario and seed give the same run, event for event, everywhere.
 * @throws {ScenarioError} with one sentence when the scenario cannot be
 */
export function simulate(spec: ScenarioSpec): Run {
  const plain = orThrow(toPlain(spec))
  const scenario = orThrow(resolveChecked(orThrow(scenarioSchema.read(plain, ''))))
  return new Run(plain, play(scenario))
}

/** Starts machines, faults and clients, and lets all happen until the end. */
export const runToEnd = (scenario: ResolvedScenario): World => play(scenario).world

/** As `runToEnd`, with what the faults did. */
export function play(scenario: ResolvedScenario): PlayedWorld {
  const world = new World(scenario)
  const { durationMicros, drainMicros, workload, faults } = scenario
  const injector = new FaultInjector(world)
  injector.plan(faults)
  world.start()
  if (workload !== undefined) {
    startWorkload({
      workload,
      clients: world.clients,
      clock: world.clock,
      random: world.generator('workload'),
      untilMicros: durationMicros,
    })
  }
  world.advance(durationMicros + drainMicros)
  poll(1)
  return { world, strikes: injector.strikes }
}
