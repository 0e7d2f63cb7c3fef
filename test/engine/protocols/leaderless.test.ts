import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isolationRule, partitionRule } from '../../../engine/network/rules.ts'
import { createLeaderless } from '../../../engine/protocols/leaderless/model.ts'
import type { LeaderlessSettings } from '../../../engine/protocols/leaderless/settings.ts'
import { CrashKind, DropReason, EventKind, HintStep } from '../../../engine/trace/event.ts'
import { Action, Outcome } from '../../../engine/trace/history.ts'
import { Bench, runWorkload, type ScenarioOptions, ycsbA } from '../support/scenario.ts'

const settings = (more: Partial<LeaderlessSettings> = {}): LeaderlessSettings => ({
  nodes: 3,
  replicas: 3,
  write: 2,
  read: 2,
  coordinator: 'any',
  versions: 'last-writer-wins',
  readRepair: false,
  hintedHandoff: false,
  sloppyQuorum: false,
  antiEntropyMicros: undefined,
  suspectAfterMicros: 20_000,
  requestTimeoutMicros: 200_000,
  handoffMicros: 100_000,
  ...more,
})

const bench = (more: Partial<LeaderlessSettings> = {}, options: ScenarioOptions = {}): Bench =>
  new Bench(createLeaderless(settings(more)), options)

const valuesOn = (lab: Bench, key: number): unknown[] =>
  lab.world.liveReplicas().map(({ state }) => state.versions(key).map(({ value }) => value))

describe('a quorum', () => {
  it('answers a write when the W-th replica has it on disk', () => {
    const took = (write: number, syncMicros = 0): number => {
      const { invoked, returned } = bench({ write }, { syncMicros }).write(0, 'x', { replica: 0 })
      return returned - invoked
    }
    // One millisecond a message: client to coordinator, coordinator to replica and back, coordinator to client.
    expect(took(1)).toBe(2_000)
    expect(took(2)).toBe(4_000)
    expect(took(3)).toBe(4_000)
    expect(took(1, 700)).toBe(2_700)
    expect(took(3, 700)).toBe(4_700)
  })

  it('sees the last write when R + W > N, whoever coordinates', () => {
    const lab = bench()
    lab.write(0, 'old', { replica: 0 })
    lab.write(0, 'new', { replica: 1 })
    for (const replica of [0, 1, 2]) expect(lab.read(0, { replica }).value).toBe('new')
  })

  it('may read the past when R + W <= N', () => {
    const lab = bench({ write: 1, read: 1 })
    lab.write(0, 'old', { replica: 0 })
    lab.advance(1_000_000)
    lab.world.network.addRule(isolationRule([0]))
    const cut = lab.submit({ action: Action.write, key: 0, value: 'new', replica: 0 })
    lab.advance(1_000_000)
    // The client is cut off from node 0 as well; node 0 never saw the request.
    expect(cut.result?.outcome).toBe(Outcome.unknown)
    expect(lab.read(0, { replica: 1 }).value).toBe('old')
  })

  it('answers with a minority down and refuses the rest in time', () => {
    const lab = bench()
    lab.world.machines[2].crash(CrashKind.keepsWritten)
    expect(lab.write(0, 'x', { replica: 0 }).outcome).toBe('ok')
    expect(lab.read(0, { replica: 1 }).value).toBe('x')
    lab.world.machines[1].crash(CrashKind.keepsWritten)
    const write = lab.write(0, 'y', { replica: 0 })
    expect(write.outcome).toBe('unknown')
    expect(write.returned - write.invoked).toBe(202_000)
    expect(lab.read(0, { replica: 0 }).outcome).toBe('fail')
  })

  it('lets a write that failed appear later', () => {
    const lab = bench({ readRepair: true })
    lab.write(0, 'v1', { replica: 0 })
    const cut = lab.world.network.addRule(partitionRule([[0], [1, 2]]))
    expect(lab.write(0, 'v2', { replica: 0 }).outcome).toBe('unknown')
    expect(lab.read(0, { replica: 1 }).value).toBe('v1')
    lab.world.network.removeRule(cut)
    // Node 0 coordinates and is among the two replicas that count.
    expect(lab.read(0, { replica: 0 }).value).toBe('v2')
    lab.advance(100_000)
    expect(lab.read(0, { replica: 1 }).value).toBe('v2')
    expect(valuesOn(lab, 0)).toEqual([['v2'], ['v2'], ['v2']])
  })

  it('ignores the answers to a coordinator that crashed meanwhile', () => {
    const lab = bench({ write: 3 })
    const pending = lab.submit({ action: Action.write, key: 0, value: 'x', replica: 0 })
    lab.in(1_500, () => lab.world.machines[0].crash(CrashKind.keepsWritten))
    lab.in(1_700, () => lab.world.machines[0].start())
    lab.advance(3_000_000)
    expect(pending.result?.outcome).toBe(Outcome.unknown)
    expect(valuesOn(lab, 0)).toEqual([['x'], ['x'], ['x']])
  })
})

describe('read repair', () => {
  it('brings the replicas that answered with less up to date, and only those', () => {
    const lab = bench({ write: 1, readRepair: true })
    const cut = lab.world.network.addRule(partitionRule([[0], [2]]))
    lab.write(0, 'x', { replica: 0 })
    lab.advance(10_000)
    lab.world.network.removeRule(cut)
    expect(valuesOn(lab, 0)).toEqual([['x'], ['x'], []])
    lab.read(0, { replica: 1 })
    lab.advance(10_000)
    expect(valuesOn(lab, 0)).toEqual([['x'], ['x'], ['x']])
    const repairs = lab.world.recorder.take().events(EventKind.repair)
    expect(repairs.map(({ node, peer }) => [node, peer])).toEqual([[1, 2]])
  })
})

describe('hinted handoff', () => {
  it('hands over what a replica missed when it is back', () => {
    const lab = bench({ hintedHandoff: true })
    lab.world.machines[2].crash(CrashKind.keepsWritten)
    lab.write(0, 'x', { replica: 0 })
    lab.advance(50_000)
    lab.world.machines[2].start()
    lab.advance(200_000)
    expect(valuesOn(lab, 0)[2]).toEqual(['x'])
    const hints = lab.world.recorder.take().events(EventKind.hint)
    expect(hints.map(({ node, peer, a }) => [node, peer, a])).toEqual([
      [0, 2, HintStep.stored],
      [0, 2, HintStep.delivered],
    ])
    expect(lab.world.liveReplicas()[0].state.details).toMatchObject({ hints: 0 })
  })

  it('does not count the hint towards W without a sloppy quorum', () => {
    const lab = bench({ nodes: 5, hintedHandoff: true })
    const [, second, third] = [0, 1, 2]
    for (const node of [second, third]) lab.world.machines[node].crash(CrashKind.keepsWritten)
    expect(lab.write(0, 'x', { replica: 0 }).outcome).toBe('unknown')
  })

  it('lets the first healthy nodes answer where the quorum is sloppy', () => {
    const lab = bench({ nodes: 5, hintedHandoff: true, sloppyQuorum: true })
    for (const node of [1, 2]) lab.world.machines[node].crash(CrashKind.keepsWritten)
    expect(lab.write(0, 'x', { replica: 0 }).outcome).toBe('ok')
    // The stand-ins answer reads too, while the key's own replicas are away.
    expect(lab.read(0, { replica: 4 }).value).toBe('x')
    for (const node of [1, 2]) lab.world.machines[node].start()
    lab.advance(500_000)
    expect(valuesOn(lab, 0)).toEqual([['x'], ['x'], ['x'], [], []])
  })

  it('keeps a hint over a crash of its keeper', () => {
    const lab = bench({ hintedHandoff: true }, { syncMicros: 100 })
    lab.world.machines[2].crash(CrashKind.keepsWritten)
    lab.write(0, 'x', { replica: 0 })
    lab.advance(50_000)
    lab.world.machines[0].crash(CrashKind.losesUnsynced)
    lab.world.machines[0].start()
    lab.world.machines[2].start()
    lab.advance(500_000)
    expect(valuesOn(lab, 0)[2]).toEqual(['x'])
  })
})

describe('anti-entropy', () => {
  it('finds and mends differences without any read', () => {
    const lab = bench({ write: 1, antiEntropyMicros: 100_000 })
    const cut = lab.world.network.addRule(partitionRule([[0, 1], [2]]))
    for (let key = 0; key < 40; key++) lab.write(key, `v${key}`, { replica: key % 2 })
    lab.world.network.removeRule(cut)
    lab.advance(2_000_000)
    for (let key = 0; key < 40; key++) {
      expect(valuesOn(lab, key)).toEqual([[`v${key}`], [`v${key}`], [`v${key}`]])
    }
  })

  it('is silent but for one message an interval when nothing differs', () => {
    const lab = bench({ antiEntropyMicros: 100_000 })
    lab.write(0, 'x')
    lab.advance(100_000)
    const before = lab.world.network.sent
    lab.advance(10_000_000)
    expect(lab.world.network.sent - before).toBe(300)
  })
})

describe('versions', () => {
  it('last writer wins: the earlier of two writes is gone without a word', () => {
    const lab = bench({}, { clients: 2 })
    const first = lab.submit({ action: Action.write, key: 0, value: 'x', replica: 0 }, 0)
    lab.advance(10)
    const second = lab.submit({ action: Action.write, key: 0, value: 'y', replica: 1 }, 1)
    lab.advance(100_000)
    expect([first.result?.outcome, second.result?.outcome]).toEqual([Outcome.ok, Outcome.ok])
    expect(lab.read(0).value).toBe('y')
  })

  it('version vectors: concurrent writes stay as siblings until one builds on both', () => {
    const lab = bench({ versions: 'version-vectors' }, { clients: 2 })
    lab.submit({ action: Action.write, key: 0, value: 'Ren', replica: 0 }, 0)
    lab.submit({ action: Action.write, key: 0, value: 'Stimpy', replica: 1 }, 1)
    lab.advance(100_000)
    const read = lab.perform({ action: Action.read, key: 0 })
    expect(read.operation.value).toEqual(['Ren', 'Stimpy'])
    lab.write(0, 'both', { basedOn: read.result })
    expect(lab.read(0).value).toBe('both')
    const conflicts = lab.world.recorder.take().events(EventKind.conflict)
    expect(conflicts.length).toBeGreaterThan(0)
  })

  it('version vectors: a session overwrites its own writes', () => {
    const lab = bench({ versions: 'version-vectors' })
    for (const value of ['a', 'b', 'c']) lab.write(0, value)
    expect(lab.read(0).value).toBe('c')
  })

  it('version vectors: one who has read half of the siblings leaves the other half', () => {
    const lab = bench({ versions: 'version-vectors', write: 1, read: 1 }, { clients: 3 })
    const cut = lab.world.network.addRule(partitionRule([[0], [1, 2]]))
    lab.write(0, 'left', { replica: 0 }, 0)
    lab.write(0, 'right', { replica: 1 }, 1)
    const seen = lab.perform({ action: Action.read, key: 0, replica: 0 }, 2)
    lab.world.network.removeRule(cut)
    lab.advance(300_000)
    lab.write(0, 'on left', { basedOn: seen.result, replica: 1 }, 2)
    lab.advance(300_000)
    expect(lab.read(0, { replica: 1 }, 1).value).toEqual(['right', 'on left'])
  })
})

describe('laws', () => {
  const schedules = fc.record({
    seed: fc.nat(),
    versions: fc.constantFrom('last-writer-wins' as const, 'version-vectors' as const),
    crashes: fc.array(
      fc.record({
        at: fc.integer({ min: 0, max: 900_000 }),
        node: fc.integer({ min: 0, max: 4 }),
        downFor: fc.integer({ min: 1, max: 300_000 }),
        kind: fc.constantFrom(CrashKind.keepsWritten, CrashKind.losesUnsynced),
      }),
      { maxLength: 4 },
    ),
    loss: fc.constantFrom(0, 0.05),
    duplication: fc.constantFrom(0, 0.05),
    ordered: fc.boolean(),
  })

  it('replicas agree once faults end and anti-entropy has run', () => {
    fc.assert(
      fc.property(schedules, ({ versions, crashes, loss, ...options }) => {
        const model = createLeaderless(
          settings({
            nodes: 5,
            versions,
            readRepair: true,
            hintedHandoff: true,
            sloppyQuorum: true,
            antiEntropyMicros: 20_000,
          }),
        )
        const lab = new Bench(model, { ...options, clients: 4, syncMicros: 50 })
        const losing = lab.world.network.addRule((_from, _to, _message, random) =>
          random.chance(loss) ? 'drop' : 'pass',
        )
        for (const { at, node, downFor, kind } of crashes) {
          lab.in(at, () => lab.world.machines[node].crash(kind))
          lab.in(at + downFor, () => lab.world.machines[node].start())
        }
        for (let number = 0; number < 60; number++) {
          lab.in(number * 15_000, () =>
            lab.submit(
              { action: number % 3 ? Action.write : Action.read, key: number % 5 },
              number % 4,
            ),
          )
        }
        lab.advance(1_200_000)
        lab.world.network.removeRule(losing)
        lab.advance(10_000_000)
        for (let key = 0; key < 5; key++) {
          const holders = lab.world
            .liveReplicas()
            .map(({ state }) =>
              JSON.stringify(state.versions(key).map(({ operation }) => operation)),
            )
          const held = holders.filter((versions) => versions !== '[]')
          expect(new Set(held).size).toBeLessThanOrEqual(1)
          expect([0, 3]).toContain(held.length)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('an acknowledged write is on W disks at least', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 3 }), (seed, write) => {
        const world = runWorkload(createLeaderless(settings({ write })), {
          seed,
          workload: { ...ycsbA, clients: 4, operations: 200 },
          latency: { kind: 'exponential', mean: 800 },
          syncMicros: 30,
        })
        const stored = new Map<number, number>()
        const trace = world.recorder.take()
        trace.each((columns, index) => {
          const { kind, operation, a } = {
            kind: columns.kind[index],
            operation: columns.operation[index],
            a: columns.a[index],
          }
          if (kind === EventKind.store || kind === EventKind.discard) {
            stored.set(operation, (stored.get(operation) ?? 0) + 1)
          }
          if (
            kind === EventKind.return &&
            a === Outcome.ok &&
            world.history.action[operation] === Action.write
          ) {
            expect(stored.get(operation) ?? 0).toBeGreaterThanOrEqual(write)
          }
        })
        expect(trace.events(EventKind.drop).filter(({ b }) => b === DropReason.loss)).toEqual([])
      }),
      { numRuns: 20 },
    )
  })

  it('the same seed gives the same fingerprint, another seed another', () => {
    const fingerprint = (seed: number): string =>
      runWorkload(createLeaderless(settings()), {
        seed,
        workload: { ...ycsbA, operations: 300 },
        latency: { kind: 'lognormal', p50: 500, p99: 4_000 },
      }).recorder.take().fingerprint
    expect(fingerprint(7)).toBe(fingerprint(7))
    expect(fingerprint(7)).not.toBe(fingerprint(8))
  })
})
