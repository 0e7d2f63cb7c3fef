import { describe, expect, test } from 'vitest'
import type { World } from '../../../engine/experiment/world.ts'
import { oneWayRule } from '../../../engine/network/rules.ts'
import type { SingleLeaderSettings } from '../../../engine/protocols/single-leader/settings.ts'
import type { Stage } from '../../../engine/protocols/single-leader/stage.ts'
import { CrashKind, EventKind } from '../../../engine/trace/event.ts'
import { Action } from '../../../engine/trace/history.ts'
import { logOf, promote, singleLeaderBench, stateOf, valueAt } from '../support/single-leader.ts'

const MILLI = 1_000
const LEADER = 0
const FOLLOWER = 1

/** Messages take 1 ms, a sync 10 ms; the leader waits for both followers before a write is committed. */
const bench = (settings: Partial<SingleLeaderSettings> = {}) =>
  singleLeaderBench(
    { replication: { kind: 'sync' }, failover: { kind: 'manual' }, ...settings },
    { syncMicros: 10 * MILLI },
  )

/** Starts a write and lets time pass, whether it returns or not. */
function writeFor(micros: number, settings: Partial<SingleLeaderSettings>) {
  const started = bench(settings)
  const pending = started.submit({ action: Action.write, key: 1, value: 'new' })
  started.advance(micros)
  return { ...started, bench: started, world: started.world, pending }
}

function firstVisible(world: World): number {
  while (valueAt(world, LEADER, 1) === undefined) world.advance(world.clock.now + 500)
  return world.clock.now / MILLI
}

describe('a client has its answer', () => {
  test.each<[Stage, SingleLeaderSettings['durability'], number]>([
    // To the leader 1, and back 1.
    ['received', 'synced', 2],
    // The leader's sync 10.
    ['synced', 'synced', 12],
    // To the followers 1, their sync 10, back 1.
    ['committed', 'synced', 24],
    // The leader sends at once and counts its copy at once, while both sides sync.
    ['committed', 'received', 14],
    ['synced', 'received', 12],
  ])('once its write is %s, with durability %s, after %i ms', (answers, durability, millis) => {
    expect(bench({ answers, durability }).write(1, 'new').returned).toBe(millis * MILLI)
  })

  test('also when it asks again while the write is not committed', () => {
    const started = singleLeaderBench(
      { replication: { kind: 'sync' }, answers: 'received' },
      { retries: 1, syncMicros: 10 * MILLI },
    )
    const { network } = started.world
    network.addRule(oneWayRule([LEADER], [1, 2]))
    const rule = network.addRule(oneWayRule([LEADER], [3]))
    started.in(500 * MILLI, () => network.removeRule(rule))
    expect(started.write(1, 'new').outcome).toBe('ok')
    expect(logOf(started.world.machines[LEADER])).toHaveLength(1)
  })
})

describe('a write can be read at the leader', () => {
  test.each<
    [SingleLeaderSettings['visibility'], Stage, SingleLeaderSettings['durability'], number]
  >([
    // In its memory 1, synced 11, committed 23.
    ['appended', 'committed', 'synced', 11],
    ['appended', 'committed', 'received', 1],
    ['acknowledged', 'received', 'synced', 1],
    ['acknowledged', 'synced', 'synced', 11],
    ['acknowledged', 'committed', 'synced', 23],
    ['committed', 'received', 'synced', 23],
    ['committed', 'received', 'received', 13],
  ])(
    'when it is %s, with answers %s and durability %s, after %i ms',
    (visibility, answers, durability, millis) => {
      const { world } = writeFor(0, { visibility, answers, durability })
      expect(firstVisible(world)).toBe(millis)
    },
  )

  test('by others before its client has an answer, and be gone after a failover', () => {
    const {
      bench: lab,
      world,
      pending,
    } = writeFor(0, {
      replication: { kind: 'semi-sync', acks: 1, timeoutMicros: 60_000_000, onTimeout: 'block' },
      visibility: 'appended',
    })
    world.machines[1].crash(CrashKind.keepsWritten)
    world.machines[2].crash(CrashKind.keepsWritten)
    lab.advance(20 * MILLI)
    expect([pending.result, valueAt(world, LEADER, 1)]).toEqual([undefined, 'new'])
    world.machines[LEADER].crash(CrashKind.keepsWritten)
    world.machines[FOLLOWER].start()
    promote(lab, FOLLOWER)
    lab.advance(200 * MILLI)
    expect(valueAt(world, FOLLOWER, 1)).toBeUndefined()
  })
})

describe('a write that was answered is lost', () => {
  /** What is left at the leader, which crashes 5 ms after the write was sent, before its sync ends, and comes back; nobody else has it. */
  function left(settings: Partial<SingleLeaderSettings>, crash: CrashKind): unknown {
    const {
      bench: lab,
      world,
      pending,
    } = writeFor(5 * MILLI, {
      replicas: 1,
      replication: { kind: 'async' },
      ...settings,
    })
    const outcome = pending.result?.outcome
    world.machines[LEADER].crash(crash)
    world.machines[LEADER].start()
    lab.advance(100 * MILLI)
    return [outcome, valueAt(world, LEADER, 1)]
  }
  const OK = 0

  test('when power fails before the sync and answers do not wait for it', () => {
    expect(left({ answers: 'received' }, CrashKind.losesUnsynced)).toEqual([OK, undefined])
    expect(left({ durability: 'received' }, CrashKind.losesUnsynced)).toEqual([OK, undefined])
  })

  test('but not when only the process dies, whose writes the operating system has', () => {
    expect(left({ answers: 'received' }, CrashKind.keepsWritten)).toEqual([OK, 'new'])
    expect(left({ durability: 'received' }, CrashKind.keepsWritten)).toEqual([OK, 'new'])
  })

  test('and when the disk is gone', () => {
    expect(left({ answers: 'received' }, CrashKind.wipes)).toEqual([OK, undefined])
  })

  test('never by power alone where answers wait for the sync: there is none yet', () => {
    expect(left({}, CrashKind.losesUnsynced)).toEqual([undefined, undefined])
    expect(left({}, CrashKind.keepsWritten)).toEqual([undefined, 'new'])
  })
})

describe('a leader that sends before its own sync', () => {
  /** The follower has the write on disk, the leader has lost it to a power failure and leads again. */
  function ahead() {
    const { bench: lab, world } = writeFor(5 * MILLI, {
      replicas: 2,
      replication: { kind: 'async' },
      durability: 'received',
      reads: 'any',
    })
    world.machines[LEADER].crash(CrashKind.losesUnsynced)
    lab.advance(30 * MILLI)
    expect([logOf(world.machines[LEADER]).length, valueAt(world, FOLLOWER, 1)]).toEqual([0, 'new'])
    world.machines[LEADER].start()
    lab.advance(200 * MILLI)
    return { lab, world }
  }

  test('can come back behind its followers, which then lose what it has lost', () => {
    const { world } = ahead()
    expect(stateOf(world, LEADER).role).toBe('leader')
    expect(valueAt(world, FOLLOWER, 1)).toBeUndefined()
    const truncated = world.recorder.take().events(EventKind.truncate)
    expect(truncated.map(({ node }) => node)).toEqual([FOLLOWER])
  })

  test('goes on in a new term, so that what it writes now is not taken for what it wrote then', () => {
    const { lab, world } = ahead()
    lab.write(1, 'other')
    lab.advance(100 * MILLI)
    expect(logOf(world.machines[FOLLOWER])).toEqual(logOf(world.machines[LEADER]))
    expect(valueAt(world, FOLLOWER, 1)).toBe('other')
    expect(stateOf(world, LEADER).term).toBe(3)
  })
})

describe('what a dead leader had sent', () => {
  test('still arrives, is applied, and is there after the failover, though its client never had an answer', () => {
    const { bench: lab, world, pending } = writeFor(11_500, { reads: 'any' })
    world.machines[LEADER].crash(CrashKind.losesUnsynced)
    lab.advance(50 * MILLI)
    promote(lab, FOLLOWER)
    lab.advance(2_000 * MILLI)
    expect(pending.result?.outcome).toBe(2)
    expect(valueAt(world, FOLLOWER, 1)).toBe('new')
  })
})
