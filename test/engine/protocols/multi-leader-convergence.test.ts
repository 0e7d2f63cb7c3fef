import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { World } from '../../../engine/experiment/world.ts'
import { isolationRule, oneWayRule } from '../../../engine/network/rules.ts'
import type { DurableLog } from '../../../engine/node/durable.ts'
import type { Changes } from '../../../engine/protocols/multi-leader/messages.ts'
import {
  type ConflictResolution,
  MULTI_LEADER_DEFAULTS,
  type MultiLeaderSettings,
} from '../../../engine/protocols/multi-leader/settings.ts'
import { replicaCount } from '../../../engine/protocols/multi-leader/topology.ts'
import type { Update } from '../../../engine/protocols/multi-leader/update.ts'
import { covers } from '../../../engine/protocols/shared/version-vector.ts'
import { CrashKind } from '../../../engine/trace/event.ts'
import { Action } from '../../../engine/trace/history.ts'
import type { OperationResult } from '../../../engine/workload/client.ts'
import { contents, multiLeaderBench } from '../support/multi-leader.ts'
import type { Bench } from '../support/scenario.ts'

const KEYS = 3

/** Neither commutative nor associative: replicas agree nevertheless. */
const merge = (a: unknown, b: unknown) => `(${a} then ${b})`

const resolutions: readonly ConflictResolution[] = [
  { kind: 'last-writer-wins' },
  { kind: 'siblings' },
  { kind: 'merge', merge },
]

const arbitrarySettings: fc.Arbitrary<MultiLeaderSettings> = fc.record({
  ...(Object.fromEntries(
    Object.entries(MULTI_LEADER_DEFAULTS).map(([name, value]) => [name, fc.constant(value)]),
  ) as { [Name in keyof MultiLeaderSettings]: fc.Arbitrary<MultiLeaderSettings[Name]> }),
  leaders: fc.integer({ min: 1, max: 4 }),
  followersPerLeader: fc.nat(1),
  topology: fc.constantFrom('all-to-all', 'ring', 'star'),
  resolution: fc.constantFrom(...resolutions),
  stamps: fc.constantFrom('local-clock', 'hybrid-clock'),
  applyTime: fc.constantFrom(undefined, { kind: 'constant', micros: 3_000 } as const),
  maxBatch: fc.constantFrom(1, 3, 100),
  maxUnacknowledged: fc.constantFrom(1, 2, 64),
})

type Step =
  | { readonly kind: 'write'; readonly client: number; readonly key: number }
  | { readonly kind: 'read'; readonly client: number; readonly key: number }
  | { readonly kind: 'write-based'; readonly client: number; readonly key: number }
  | { readonly kind: 'advance'; readonly micros: number }
  | { readonly kind: 'isolate'; readonly replica: number }
  | { readonly kind: 'cut-one-way'; readonly replica: number; readonly other: number }
  | { readonly kind: 'lose' }
  | { readonly kind: 'heal' }
  | { readonly kind: 'crash'; readonly replica: number; readonly leaves: CrashKind }
  | { readonly kind: 'restart'; readonly replica: number }

const whole = fc.nat(9)
const onKey = { client: whole, key: fc.nat(KEYS - 1) }

const step = (kinds: readonly CrashKind[]): fc.Arbitrary<Step> =>
  fc.oneof(
    { weight: 8, arbitrary: fc.record({ kind: fc.constant('write' as const), ...onKey }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('read' as const), ...onKey }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('write-based' as const), ...onKey }) },
    {
      weight: 8,
      arbitrary: fc.record({
        kind: fc.constant('advance' as const),
        micros: fc.constantFrom(300, 2_000, 20_000, 300_000, 1_500_000),
      }),
    },
    fc.record({ kind: fc.constant('isolate' as const), replica: whole }),
    fc.record({ kind: fc.constant('cut-one-way' as const), replica: whole, other: whole }),
    fc.record({ kind: fc.constant('lose' as const) }),
    fc.record({ kind: fc.constant('heal' as const) }),
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('crash' as const),
        replica: whole,
        leaves: fc.constantFrom(...kinds),
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('restart' as const), replica: whole }) },
  )

interface Schedule {
  readonly settings: MultiLeaderSettings
  readonly seed: number
  readonly syncMicros: number
  readonly loss: number
  readonly duplication: number
  readonly ordered: boolean
  readonly steps: readonly Step[]
}

const schedule = (...kinds: CrashKind[]): fc.Arbitrary<Schedule> =>
  fc.record({
    settings: arbitrarySettings,
    seed: fc.nat(),
    syncMicros: fc.constantFrom(0, 1_500),
    loss: fc.constantFrom(0, 0.2),
    duplication: fc.constantFrom(0, 0.2),
    ordered: fc.boolean(),
    steps: fc.array(step(kinds), { maxLength: 60 }),
  })

/** A schedule under way: what clients read last, and the network rules that hold. */
class Player {
  readonly bench: Bench
  private readonly settings: MultiLeaderSettings
  private readonly lastRead = new Map<string, OperationResult>()
  private rules: number[] = []

  constructor({ settings, ...options }: Schedule) {
    this.settings = settings
    const latency = { kind: 'uniform', from: 100, to: 5_000 } as const
    this.bench = multiLeaderBench(settings, { ...options, latency, network: undefined })
  }

  play(step: Step): void {
    const { world } = this.bench
    switch (step.kind) {
      case 'advance':
        this.bench.advance(step.micros)
        break
      case 'read':
        this.read(step.client, step.key)
        break
      case 'write':
        this.write(step.client, step.key, undefined)
        break
      case 'write-based':
        this.write(step.client, step.key, this.lastRead.get(`${step.client} ${step.key}`))
        break
      case 'isolate':
        this.addRule(isolationRule([this.replica(step.replica)]))
        break
      case 'cut-one-way':
        this.addRule(oneWayRule([this.replica(step.replica)], [this.replica(step.other)]))
        break
      case 'lose':
        this.addRule((_from, _to, _message, random) => (random.chance(0.5) ? 'drop' : 'pass'))
        break
      case 'heal':
        this.heal()
        break
      case 'crash':
        world.machines[this.replica(step.replica)].crash(step.leaves)
        break
      case 'restart':
        world.machines[this.replica(step.replica)].start()
        break
    }
  }

  settle(): void {
    this.heal()
    for (const machine of this.bench.world.machines) machine.start()
    this.bench.advance(120_000_000)
  }

  private read(client: number, key: number): void {
    const request = { action: Action.read, key, replica: this.replica(client) }
    this.client(client).perform(request, (result) => {
      if (result.reply !== undefined) this.lastRead.set(`${client} ${key}`, result)
    })
  }

  private write(client: number, key: number, basedOn: OperationResult | undefined): void {
    const replica = client % this.settings.leaders
    this.client(client).perform({ action: Action.write, key, basedOn, replica }, () => {})
  }

  private client(number: number) {
    const { clients } = this.bench.world
    return clients[number % clients.length]
  }

  private replica(number: number): number {
    return number % replicaCount(this.settings)
  }

  private addRule(rule: Parameters<World['network']['addRule']>[0]): void {
    this.rules.push(this.bench.world.network.addRule(rule))
  }

  private heal(): void {
    for (const rule of this.rules) this.bench.world.network.removeRule(rule)
    this.rules = []
  }
}

function played(plan: Schedule): World {
  const player = new Player(plan)
  for (const step of plan.steps) player.play(step)
  player.settle()
  return player.bench.world
}

/** The log of a replica, as its disk holds it. */
function logOf(world: World, replica: number): Update[] {
  const log = world.machines[replica].disk.open<DurableLog<Update>>('log', () => {
    throw new Error('The replica has no log.')
  })
  return log.slice(0, log.length)
}

const dotOf = ({ node, counter }: Update): string => `${node}:${counter}`

/** The second implementation: the versions of a key that no other update of the log was based on. */
const maximal = (log: readonly Update[], key: number): Update[] =>
  log
    .filter((update) => update.key === key)
    .filter((update, _, same) => !same.some((other) => covers(other.context, update)))
    .sort((a, b) => a.node - b.node || a.counter - b.counter)

function expectConverged(world: World, settings: MultiLeaderSettings): void {
  const [first, ...others] = contents(world)
  for (const other of others) expect(other).toBe(first)
  const dots = logOf(world, 0).map(dotOf).sort()
  for (const { id } of world.replicas) expect(logOf(world, id).map(dotOf).sort()).toEqual(dots)
  expect(new Set(dots).size).toBe(dots.length)
  for (const { state } of world.liveReplicas().slice(0, settings.leaders)) {
    for (const queue of state.details.queued as { updates: number }[]) {
      expect(queue.updates).toBe(0)
    }
  }
}

describe('all replicas of a multi-leader cluster', () => {
  it('converge once the network heals and everybody is back, whatever happened', () => {
    fc.assert(
      fc.property(
        schedule(CrashKind.keepsWritten, CrashKind.losesUnsynced, CrashKind.wipes),
        (plan) => expectConverged(played(plan), plan.settings),
      ),
      { numRuns: 400 },
    )
  }, 60_000)

  it('hold exactly the versions that nobody wrote over, and every acknowledged write counted', () => {
    fc.assert(
      fc.property(schedule(CrashKind.keepsWritten, CrashKind.losesUnsynced), (plan) => {
        const world = played({
          ...plan,
          settings: { ...plan.settings, resolution: resolutions[1] },
        })
        const log = logOf(world, 0)
        const replica = world.liveReplicas()[0].state
        for (let key = 0; key < KEYS; key++) {
          const expected = maximal(log, key).map(({ operation }) => operation)
          expect(replica.versions(key).map(({ operation }) => operation)).toEqual(expected)
        }
        const logged = new Set(log.map(({ operation }) => operation))
        const acknowledged = [...world.history].filter(
          ({ action, outcome }) => action === 'write' && outcome === 'ok',
        )
        for (const { id } of acknowledged) expect(logged).toContain(id)
      }),
      { numRuns: 200 },
    )
  }, 60_000)

  it('are sent every update exactly once while nothing fails', () => {
    const isQuiet = ({ kind }: Step) => ['write', 'read', 'write-based', 'advance'].includes(kind)
    fc.assert(
      fc.property(schedule(CrashKind.keepsWritten), (plan) => {
        const player = new Player({ ...plan, loss: 0, duplication: 0 })
        const { world } = player.bench
        let carried = 0
        world.network.addRule((_from, _to, message) => {
          if (message.kind === 'changes') carried += (message as Changes).updates.length
          return 'pass'
        })
        for (const step of plan.steps.filter(isQuiet)) player.play(step)
        player.settle()
        expect(carried).toBe(logOf(world, 0).length * (replicaCount(plan.settings) - 1))
      }),
      { numRuns: 100 },
    )
  }, 60_000)
})
