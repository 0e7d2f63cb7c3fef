import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FaultInjector } from '../../../engine/experiment/fault-injector.ts'
import { resolve } from '../../../engine/experiment/resolve/resolve.ts'
import { World } from '../../../engine/experiment/world.ts'
import { type Run, type ScenarioSpec, simulate } from '../../../engine/index.ts'
import {
  buildTimeline,
  type NodeAt,
  replay,
  spanAt,
  stateAfter,
  stateAt,
  valueAt,
} from '../../../engine/timeline/index.ts'
import { EventKind } from '../../../engine/trace/event.ts'
import { startWorkload } from '../../../engine/workload/generator.ts'
import { SEED, scenarios } from '../support/random-scenarios.ts'
import { heldBy, toldOf, versionsHeldBy, versionsToldOf } from './states.ts'

/** The same scenario in a world of its own that is led to a moment: the second, slow way to know a state. */
function worldAt(spec: ScenarioSpec, time: number): World {
  const resolved = resolve(spec)
  if (!resolved.ok) throw new Error(resolved.problem.message)
  const { value: scenario } = resolved
  const world = new World(scenario)
  new FaultInjector(world).plan(scenario.faults)
  world.start()
  startWorkload({
    workload: scenario.workload!,
    clients: world.clients,
    clock: world.clock,
    random: world.generator('workload'),
    untilMicros: scenario.durationMicros,
  })
  world.advance(time)
  return world
}

const isReplica = ({ kind }: NodeAt) => kind === 'replica'

function expectAlike(run: Run, world: World, time: number): { keys: number; open: number } {
  let keys = 0
  let open = 0
  for (const node of stateAt(replay(run.recording), time).nodes.filter(isReplica)) {
    const expected = heldBy(world, node.endpoint)
    expect(toldOf(node, expected)).toEqual(expected)
    const held = versionsHeldBy(world, node.endpoint)
    const told = versionsToldOf(node)
    expect([...told.keys()]).toEqual([...held.keys()])
    for (const [key, versions] of held) {
      keys++
      if (node.isCertain(key)) expect(told.get(key)).toBe(versions)
      else open++
    }
  }
  return { keys, open }
}

describe('A state that is replayed from the trace', () => {
  it('is the one that the engine had, at any moment and at the end', () => {
    let keys = 0
    let open = 0
    const moments = fc.oneof(fc.integer({ min: 0, max: 1_100_000 }), fc.constant(6_000_000))
    fc.assert(
      fc.property(scenarios, moments, (spec, time) => {
        const seen = expectAlike(simulate(spec), worldAt(spec, time), time)
        keys += seen.keys
        open += seen.open
      }),
      { seed: SEED, numRuns: 40 },
    )
    // Only siblings that were replaced in part are ever left open.
    expect(open / keys).toBeLessThan(0.15)
  }, 60_000)

  it('stands where the lanes of the timeline say', () => {
    fc.assert(
      fc.property(scenarios, fc.integer({ min: 0, max: 2_000_000 }), (spec, time) => {
        const { recording } = simulate({ ...spec, drain: '1s' })
        const timeline = buildTimeline(recording)
        const state = stateAt(replay(recording), time)
        for (const [index, node] of state.nodes.entries()) {
          const lane = timeline.nodes[index]
          expect(node.endpoint).toBe(lane.endpoint)
          expect(valueAt(lane.log, time)).toBe(node.log?.length ?? 0)
          expect(valueAt(lane.committed, time)).toBe(node.log?.committed ?? 0)
          expect(valueAt(lane.hints, time)).toBe(node.hints().length)
          const { health, role, term } = spanAt(lane, time)!
          expect([health === 'down', health === 'paused']).toEqual([
            node.status === 'down',
            node.status === 'paused',
          ])
          expect([role, term]).toEqual([node.role, node.term])
        }
      }),
      { seed: SEED, numRuns: 25 },
    )
  }, 60_000)

  it('is told after any event, and steps are alike whichever way they are taken', () => {
    fc.assert(
      fc.property(scenarios, fc.nat(), (spec, any) => {
        const { recording } = simulate({ ...spec, drain: '1s' })
        const { trace } = recording
        const position = any % trace.length
        const states = replay(recording)
        const state = stateAfter(states, position)
        expect(state.time).toBe(trace.at(position).time)
        // What an event says is so right after it, unless the next one belongs to the same change.
        const { kind, node, a, b } = trace.at(position)
        const view = state.nodes[node]
        if (kind === EventKind.append) {
          expect(view.log!.length).toBe(a + 1)
          expect(view.log!.entry(a).term).toBe(b)
        }
        if (kind === EventKind.truncate) expect(view.log!.length).toBe(a)
        if (kind === EventKind.crash) expect(view.status).toBe('down')
        if (kind === EventKind.role) expect(view.term).toBe(b)
      }),
      { seed: SEED, numRuns: 25 },
    )
  }, 60_000)
})
