import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Priority } from '../../../../engine/core/queue.ts'
import { factsOf } from '../../../../engine/experiment/run/facts.ts'
import { World } from '../../../../engine/experiment/world.ts'
import { partitionRule } from '../../../../engine/network/rules.ts'
import { createLeaderless } from '../../../../engine/protocols/leaderless/model.ts'
import type { LeaderlessSettings } from '../../../../engine/protocols/leaderless/settings.ts'
import type { Model } from '../../../../engine/protocols/model.ts'
import { createMultiLeader } from '../../../../engine/protocols/multi-leader/model.ts'
import { MULTI_LEADER_DEFAULTS } from '../../../../engine/protocols/multi-leader/settings.ts'
import { createSingleLeader } from '../../../../engine/protocols/single-leader/model.ts'
import type { SingleLeaderSettings } from '../../../../engine/protocols/single-leader/settings.ts'
import { CrashKind } from '../../../../engine/trace/event.ts'
import type { RunFacts } from '../../../../engine/trace/metrics/facts.ts'
import { Holding } from '../../../../engine/trace/metrics/holding.ts'
import { measure } from '../../../../engine/trace/metrics/measure.ts'
import { startWorkload } from '../../../../engine/workload/generator.ts'
import { scenarioOf, ycsbA } from '../../support/scenario.ts'
import { logOf, RAFT, SINGLE_LEADER, WATCHED } from '../../support/single-leader.ts'

const LEADERLESS: LeaderlessSettings = {
  nodes: 3,
  replicas: 3,
  write: 2,
  read: 2,
  coordinator: 'any',
  versions: 'last-writer-wins',
  readRepair: true,
  hintedHandoff: true,
  sloppyQuorum: false,
  antiEntropyMicros: 200_000,
  suspectAfterMicros: 20_000,
  requestTimeoutMicros: 200_000,
  handoffMicros: 100_000,
}

const MODELS: Readonly<Record<string, () => Model>> = {
  async: () => createSingleLeader(WATCHED),
  raft: () => createSingleLeader(RAFT),
  'multi-leader, last writer wins': () => createMultiLeader(MULTI_LEADER_DEFAULTS),
  leaderless: () => createLeaderless(LEADERLESS),
  'leaderless, siblings': () => createLeaderless({ ...LEADERLESS, versions: 'version-vectors' }),
}

interface Crash {
  readonly at: number
  readonly node: number
  readonly kind: number
  readonly downFor: number
}

interface Played {
  readonly world: World
  readonly facts: RunFacts
}

/** Two seconds of reads, writes and read-modify-writes on a few keys while nodes crash, and two more to settle. */
function play(
  model: Model,
  seed: number,
  crashes: readonly Crash[],
  prepare: (world: World) => void = () => {},
): Played {
  const scenario = scenarioOf(model, {
    seed,
    syncMicros: 2_000,
    durationMicros: 2_000_000,
    drainMicros: 2_000_000,
    latency: { kind: 'lognormal', p50: 1_000, p99: 20_000 },
    workload: {
      ...ycsbA,
      clients: 3,
      arrival: { kind: 'open', ratePerSecond: 150 },
      mix: { read: 0.4, update: 0.3, insert: 0, readModifyWrite: 0.3, writeThenRead: 0 },
      keys: { count: 4, distribution: 'uniform', exponent: 0 },
      timeoutMicros: 300_000,
    },
  })
  const world = new World(scenario)
  for (const { at, node, kind, downFor } of crashes) {
    const machine = world.machines[node % model.replicas]
    world.at(at, Priority.fault, () => machine.crash(kind as CrashKind))
    world.at(at + downFor, Priority.fault, () => machine.start())
  }
  prepare(world)
  world.start()
  startWorkload({
    workload: scenario.workload!,
    clients: world.clients,
    clock: world.clock,
    random: world.generator('workload'),
    untilMicros: scenario.durationMicros,
  })
  world.advance(scenario.durationMicros + scenario.drainMicros)
  return { world, facts: factsOf(world, world.recorder.take()) }
}

const crashesOf = (...kinds: CrashKind[]) =>
  fc.array(
    fc.record({
      at: fc.integer({ min: 1, max: 2_500_000 }),
      node: fc.integer({ min: 0, max: 2 }),
      kind: fc.constantFrom(...kinds),
      downFor: fc.integer({ min: 1, max: 3_000_000 }),
    }),
    { maxLength: 4 },
  )

const { keepsWritten, losesUnsynced, wipes } = CrashKind

const anyCrashes = crashesOf(keepsWritten, losesUnsynced, wipes)

describe.each(Object.entries(MODELS))('%s, whatever crashes', (_name, create) => {
  it('what a replica shows at the end is what the trace says that it holds', () => {
    fc.assert(
      fc.property(fc.integer(), anyCrashes, (seed, struck) => {
        const { facts } = play(create(), seed, struck)
        const holding = new Holding(facts.trace, facts.history.length)
        for (const { id, state } of facts.live) {
          for (const key of state.keys()) {
            for (const { operation } of state.versions(key)) {
              if (!holding.isHeldBy(id, operation)) expect.fail(`node ${id}, write ${operation}`)
            }
          }
        }
      }),
      { numRuns: 10 },
    )
  })

  it('no number is NaN, and nothing that failed is held', () => {
    fc.assert(
      fc.property(fc.integer(), anyCrashes, (seed, struck) => {
        const metrics = measure(play(create(), seed, struck).facts)
        const { latency, throughput, availability, staleReads, divergence, lostUpdates } = metrics
        const { lostWrites, replicationLag, conflicts, droppedWrites, messages, leadership } =
          metrics
        const all = { latency, throughput, availability, staleReads, divergence, lostUpdates }
        const traced = {
          lostWrites,
          replicationLag,
          conflicts,
          droppedWrites,
          messages,
          leadership,
        }
        expect(findNaN({ ...all, ...traced })).toBeUndefined()
        expect(lostWrites?.failedButHeld ?? 0).toBe(0)
        expect(lostWrites?.count ?? 0).toBeLessThanOrEqual(lostWrites?.acknowledged ?? 0)
      }),
      { numRuns: 10 },
    )
  })

  it('when nothing crashes nothing is lost, all arrives everywhere and replicas agree', () => {
    for (const seed of [1, 2, 3]) {
      const metrics = measure(play(create(), seed, []).facts)
      expect(metrics.lostWrites).toMatchObject({ count: 0, failedButHeld: 0 })
      expect(metrics.lostWrites!.acknowledged).toBeGreaterThan(100)
      expect(metrics.divergence).toMatchObject({ keys: 4, count: 0 })
      expect(metrics.availability.write).toMatchObject({ share: 1, windows: [] })
      for (const { lag, unapplied } of metrics.replicationLag!.nodes) {
        expect(unapplied).toBe(0)
        expect(lag.count).toBeGreaterThan(100)
        expect(lag.maximum).toBeLessThan(1_000_000)
      }
    }
  })
})

it.each(['raft', 'multi-leader, last writer wins', 'leaderless', 'leaderless, siblings'])(
  '%s loses nothing acknowledged while disks survive and nodes come back',
  (name) => {
    fc.assert(
      fc.property(fc.integer(), crashesOf(keepsWritten, losesUnsynced), (seed, struck) => {
        const brief = struck.map((crash) => ({ ...crash, downFor: crash.downFor % 500_000 }))
        const { lostWrites } = measure(play(MODELS[name](), seed, brief).facts)
        expect(lostWrites?.examples).toEqual([])
      }),
      { numRuns: 8 },
    )
  },
)

function findNaN(value: unknown, path = ''): string | undefined {
  if (Number.isNaN(value)) return path
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, part] of Object.entries(value)) {
    const found = findNaN(part, `${path}.${name}`)
    if (found !== undefined) return found
  }
  return undefined
}

it('in a model with logs a replica holds exactly what stands in its log', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(WATCHED, RAFT),
      fc.integer(),
      anyCrashes,
      (settings, seed, struck) => {
        const { world, facts } = play(createSingleLeader(settings), seed, struck)
        const holding = new Holding(facts.trace, facts.history.length)
        for (const machine of world.replicas) {
          const log = new Set(logOf(machine).map(({ operation }) => operation))
          for (let id = 0; id < facts.history.length; id++) {
            if (holding.isHeldBy(machine.id, id) !== log.has(id)) expect.fail(`write ${id}`)
          }
        }
      },
    ),
    { numRuns: 20 },
  )
})

describe('what is known of the models', () => {
  const leaderCrash: Crash = {
    at: 1_000_500,
    node: 0,
    kind: CrashKind.losesUnsynced,
    downFor: 9_000_000,
  }

  it('an asynchronous leader that dies takes acknowledged writes along, Raft does not', () => {
    const cutOff = (world: World) =>
      world.at(900_000, Priority.fault, () => {
        world.network.addRule(partitionRule([[0], [1, 2]]))
      })
    const lossOf = (settings: SingleLeaderSettings) => {
      const { facts } = play(createSingleLeader(settings), 1, [leaderCrash], cutOff)
      return measure(facts).lostWrites!
    }
    expect(lossOf(WATCHED).count).toBeGreaterThan(0)
    expect(lossOf(WATCHED).elsewhere).toBe(lossOf(WATCHED).count)
    expect(lossOf(RAFT).count).toBe(0)
  })

  it('a majority and reads from its leader leave nothing stale and nothing lost', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const metrics = measure(play(createSingleLeader(RAFT), seed, [leaderCrash]).facts)
      expect(metrics.staleReads.count).toBe(0)
      expect(metrics.lostWrites?.count).toBe(0)
    }
  })

  it('a leader without failover is missed to the end', () => {
    const metrics = measure(play(createSingleLeader(SINGLE_LEADER), 1, [leaderCrash]).facts)
    const [window] = metrics.availability.write.windows
    expect(window.from).toBeGreaterThan(900_000)
    expect(window).toMatchObject({ to: 2_000_000, ended: false })
    expect(metrics.leadership?.leaderless).toEqual([
      { from: leaderCrash.at, to: 4_000_000, leaders: [] },
    ])
  })

  it('R + W > N reads nothing stale, R + W <= N does', () => {
    const quiet = { ...LEADERLESS, readRepair: false }
    const stale = (settings: LeaderlessSettings) =>
      measure(play(createLeaderless(settings), 1, []).facts).staleReads
    expect(stale(quiet).count).toBe(0)
    expect(stale({ ...quiet, read: 1, write: 1 }).count).toBeGreaterThan(0)
  })

  it('siblings lose no update that last writer wins loses', () => {
    const updates = (versions: LeaderlessSettings['versions']) =>
      measure(play(createLeaderless({ ...LEADERLESS, versions }), 1, []).facts).lostUpdates
    expect(updates('last-writer-wins').fromHistory.count).toBeGreaterThan(0)
    expect(updates('version-vectors').fromFinalState?.count).toBe(0)
  })
})
