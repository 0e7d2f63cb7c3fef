import { describe, expect, it } from 'vitest'
import { Random } from '../../../engine/core/random.ts'
import { World } from '../../../engine/experiment/world.ts'
import { isolationRule, oneWayRule, partitionRule } from '../../../engine/network/rules.ts'
import type { Machine } from '../../../engine/node/machine.ts'
import { createSingleLeader } from '../../../engine/protocols/single-leader/model.ts'
import type { SingleLeaderSettings } from '../../../engine/protocols/single-leader/settings.ts'
import { CrashKind } from '../../../engine/trace/event.ts'
import { startWorkload } from '../../../engine/workload/generator.ts'
import { firstNotLinearizable, leadersByTerm, SafetyWatch } from '../support/raft-safety.ts'
import { scenarioOf, ycsbA } from '../support/scenario.ts'
import { leadersOf, logOf, RAFT, WATCHED } from '../support/single-leader.ts'

const FAULTY_MICROS = 5_000_000
const CALM_MICROS = 3_000_000

const WORKLOAD = {
  ...ycsbA,
  clients: 4,
  arrival: { kind: 'closed', thinkMicros: 3_000 },
  keys: { count: 3, distribution: 'uniform', exponent: 0 },
  timeoutMicros: 200_000,
  retries: 2,
} as const

const MOSTLY_READS = { read: 0.95, update: 0.05, insert: 0, readModifyWrite: 0, writeThenRead: 0 }

/** A bad network, crashes, pauses, cuts; then calm. */
function ordeal(
  settings: SingleLeaderSettings,
  seed: number,
): { world: World; watch: SafetyWatch } {
  const scenario = scenarioOf(createSingleLeader(settings), {
    seed,
    workload: { ...WORKLOAD, mix: seed % 4 < 2 ? WORKLOAD.mix : MOSTLY_READS },
    latency: { kind: 'uniform', from: 500, to: 8_000 },
    loss: 0.02,
    duplication: 0.02,
    ordered: seed % 2 === 0,
    syncMicros: seed % 3 === 0 ? 0 : 700,
    durationMicros: FAULTY_MICROS + CALM_MICROS,
  })
  const world = new World(scenario)
  const watch = new SafetyWatch(world)
  const { workload, durationMicros: untilMicros } = scenario
  world.start()
  startWorkload({
    workload: workload!,
    clients: world.clients,
    clock: world.clock,
    random: world.generator('workload'),
    untilMicros,
  })
  const random = Random.fromSeed(seed).fork('ordeal')
  const faults = new Faults(world, random)
  while (world.clock.now < FAULTY_MICROS) {
    faults.strike()
    world.advance(world.clock.now + 20_000 + random.below(400_000), () => {
      if (world.processed % 16 === 0) watch.look()
      return false
    })
    watch.look()
  }
  faults.end()
  world.advance(FAULTY_MICROS + CALM_MICROS)
  watch.look()
  return { world, watch }
}

class Faults {
  private readonly world: World
  private readonly random: Random
  private rules: number[] = []

  constructor(world: World, random: Random) {
    this.world = world
    this.random = random
  }

  strike(): void {
    const { random } = this
    random
      .pick([
        this.crash,
        this.restart,
        this.restart,
        this.pause,
        this.resume,
        this.isolate,
        this.cut,
        this.heal,
      ])
      .call(this)
  }

  end(): void {
    this.heal()
    this.resume()
    this.restart()
  }

  private crash(): void {
    const { losesUnsynced, keepsWritten } = CrashKind
    this.anyMachine().crash(this.random.chance(0.5) ? losesUnsynced : keepsWritten)
  }

  private restart(): void {
    for (const machine of this.world.machines) machine.start()
  }

  private pause(): void {
    this.anyMachine().pause()
  }

  private resume(): void {
    for (const machine of this.world.machines) machine.resume()
  }

  private isolate(): void {
    this.rules.push(this.world.network.addRule(isolationRule([this.anyMachine().id])))
  }

  /** Clients reach both sides. */
  private cut(): void {
    const all = this.world.replicas.map(({ id }) => id)
    const first = this.random.below(all.length)
    const turned = [...all.slice(first), ...all.slice(0, first)]
    const size = 1 + this.random.below(all.length - 1)
    const groups = [turned.slice(0, size), turned.slice(size)]
    const rule = this.random.chance(0.5) ? partitionRule(groups) : oneWayRule(groups[0], groups[1])
    this.rules.push(this.world.network.addRule(rule))
  }

  private heal(): void {
    for (const rule of this.rules) this.world.network.removeRule(rule)
    this.rules = []
  }

  private anyMachine(): Machine {
    return this.random.pick(this.world.machines)
  }
}

const PHI_ACCRUAL = {
  kind: 'phi-accrual',
  threshold: 3,
  window: 100,
  distribution: 'normal',
  minDeviationMicros: 10_000,
} as const

const CLUSTERS: [string, SingleLeaderSettings][] = [
  ['three replicas that vote', RAFT],
  ['five replicas that vote', { ...RAFT, replicas: 5 }],
  ['five that vote and apply on receipt', { ...RAFT, replicas: 5, apply: 'received', maxBatch: 2 }],
  ['five that vote, on a slow beat', { ...RAFT, replicas: 5, heartbeatMicros: 120_000 }],
  ['a controller over majority', { ...RAFT, failover: WATCHED.failover }],
  [
    'a controller that judges silence by what heartbeats were like',
    { ...RAFT, failover: { kind: 'most-up-to-date', detector: PHI_ACCRUAL } },
  ],
  ['a controller over majority of five', { ...RAFT, replicas: 5, failover: WATCHED.failover }],
]

describe.each(CLUSTERS)('majority commit with fencing: %s', (_name, settings) => {
  it.each(Array.from({ length: 12 }, (_, seed) => seed))(
    'is safe through faults, seed %i',
    (seed) => {
      const { world, watch } = ordeal(settings, seed)
      for (const [term, leaders] of leadersByTerm(world)) {
        expect([...leaders], `leaders of term ${term}`).toHaveLength(1)
      }
      expect(firstNotLinearizable(world, watch.committed)).toBeUndefined()
      expect(leadersOf(world)).toHaveLength(1)
      const late = [...world.history].filter((operation) => operation.invoked > FAULTY_MICROS)
      expect(late.filter(({ outcome }) => outcome === 'ok').length).toBeGreaterThan(100)
    },
  )
})

const IN_SYNC: SingleLeaderSettings = {
  ...WATCHED,
  replicas: 4,
  replication: { kind: 'in-sync', minimum: 2, lagMicros: 150_000, unclean: false },
  apply: 'committed',
}

describe('commit by all who keep up, behind a controller', () => {
  it.each(Array.from({ length: 12 }, (_, seed) => seed))(
    'loses nothing that was acknowledged through faults, seed %i',
    (seed) => {
      const { world } = ordeal(IN_SYNC, seed)
      for (const [term, leaders] of leadersByTerm(world)) {
        expect([...leaders], `leaders of term ${term}`).toHaveLength(1)
      }
      const [leader] = leadersOf(world)
      const held = new Set(logOf(world.machines[leader]).map(({ operation }) => operation))
      const acknowledged = [...world.history].filter(
        ({ action, outcome }) => action === 'write' && outcome === 'ok',
      )
      expect(acknowledged.length).toBeGreaterThan(20)
      expect(acknowledged.filter(({ id }) => !held.has(id))).toEqual([])
    },
  )
})

describe('reads that a majority confirms', () => {
  const UNFENCED: SingleLeaderSettings = { ...RAFT, fencing: false }

  it.each(Array.from({ length: 12 }, (_, seed) => seed))(
    'are linearizable though nobody is fenced, seed %i',
    (seed) => {
      const { world, watch } = ordeal({ ...UNFENCED, readLevel: 'linearizable' }, seed)
      expect(firstNotLinearizable(world, watch.committed)).toBeUndefined()
      const late = [...world.history].filter((operation) => operation.invoked > FAULTY_MICROS)
      expect(late.filter(({ outcome }) => outcome === 'ok').length).toBeGreaterThan(100)
    },
  )

  it('are needed for that: without them a deposed leader answers with something old', () => {
    const { world, watch } = ordeal(UNFENCED, 11)
    expect(firstNotLinearizable(world, watch.committed)).toContain('is older than')
  })
})
