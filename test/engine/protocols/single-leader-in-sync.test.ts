import { describe, expect, test } from 'vitest'
import {
  check,
  cluster,
  inSync as inSyncSpec,
  manual,
  singleLeader,
} from '../../../engine/index.ts'
import { isolationRule, partitionRule } from '../../../engine/network/rules.ts'
import type {
  Replication,
  SingleLeaderSettings,
} from '../../../engine/protocols/single-leader/settings.ts'
import { CrashKind } from '../../../engine/trace/event.ts'
import { Action } from '../../../engine/trace/history.ts'
import type { Bench } from '../support/scenario.ts'
import {
  leadersOf,
  logOf,
  singleLeaderBench,
  stateOf,
  WATCHED,
  writtenIn,
} from '../support/single-leader.ts'

const MILLI = 1_000
const [LEADER, SECOND, THIRD] = [0, 1, 2]

const inSync = (changes: Partial<Extract<Replication, { kind: 'in-sync' }>> = {}): Replication => ({
  kind: 'in-sync',
  minimum: 1,
  lagMicros: 150 * MILLI,
  unclean: false,
  ...changes,
})

/** Three replicas and a controller; messages take 1 ms. */
const bench = (replication: Replication, settings: Partial<SingleLeaderSettings> = {}) =>
  singleLeaderBench({ ...WATCHED, replication, ...settings })

const setOf = ({ world }: Bench) => stateOf(world, leadersOf(world)[0]).details.inSync

const begin = (lab: Bench, value: string) =>
  lab.submit({ action: Action.write, key: 1, value, replica: LEADER })

const stop = (lab: Bench, ...ids: number[]) => {
  for (const id of ids) lab.world.machines[id].crash(CrashKind.keepsWritten)
}

const [OK, FAIL, UNKNOWN] = [0, 1, 2]

describe('the set of replicas that keep up', () => {
  test('has all at first, and a write waits for all of them', () => {
    const lab = bench(inSync())
    expect(setOf(lab)).toEqual([LEADER, SECOND, THIRD])
    expect(lab.write(1, 'a').returned).toBe(4 * MILLI)
  })

  test('shrinks by whoever falls behind, and until then its writes wait', () => {
    const lab = bench(inSync())
    stop(lab, THIRD)
    const pending = begin(lab, 'a')
    lab.advance(120 * MILLI)
    expect([pending.result, setOf(lab)]).toEqual([undefined, [LEADER, SECOND, THIRD]])
    lab.advance(120 * MILLI)
    expect([pending.result?.outcome, setOf(lab)]).toEqual([OK, [LEADER, SECOND]])
  })

  test('grows again by whoever has caught up', () => {
    const lab = bench(inSync())
    stop(lab, THIRD)
    lab.advance(500 * MILLI)
    lab.write(1, 'a')
    lab.world.machines[THIRD].start()
    lab.advance(500 * MILLI)
    expect(setOf(lab)).toEqual([LEADER, SECOND, THIRD])
    expect(logOf(lab.world.machines[THIRD])).toHaveLength(1)
  })

  test('needs no controller where there is none', () => {
    const lab = bench(inSync(), { failover: { kind: 'manual' } })
    stop(lab, THIRD)
    lab.advance(500 * MILLI)
    expect([lab.write(1, 'a').outcome, setOf(lab)]).toEqual(['ok', [LEADER, SECOND]])
  })
})

describe('below its minimum', () => {
  test('writes are refused, and what waited may yet be done', () => {
    const lab = bench(inSync({ minimum: 2 }))
    stop(lab, SECOND, THIRD)
    const waiting = begin(lab, 'a')
    lab.advance(400 * MILLI)
    expect(waiting.result?.outcome).toBe(UNKNOWN)
    const late = begin(lab, 'b')
    lab.advance(2_000 * MILLI)
    expect(late.result?.outcome).toBe(FAIL)
    expect(logOf(lab.world.machines[LEADER])).toHaveLength(1)
    lab.world.machines[SECOND].start()
    lab.advance(400 * MILLI)
    expect([lab.read(1).value, lab.write(1, 'c').outcome]).toEqual(['a', 'ok'])
  })

  test('a client that does not wait for the others is served', () => {
    const lab = bench(inSync({ minimum: 3 }), { answers: 'synced' })
    stop(lab, THIRD)
    lab.advance(400 * MILLI)
    expect(lab.write(1, 'a').outcome).toBe('ok')
    expect(lab.read(1).value).toBe('a')
  })
})

describe('when the last of the set dies', () => {
  /** The leader alone has the second write when it dies; both others come back, without it. */
  function lastDies(unclean: boolean) {
    const lab = bench(inSync({ unclean }))
    lab.write(1, 'a')
    stop(lab, SECOND, THIRD)
    lab.advance(500 * MILLI)
    expect(lab.write(1, 'b').outcome).toBe('ok')
    stop(lab, LEADER)
    // What it had sent is still on its way.
    lab.advance(10 * MILLI)
    lab.world.machines[SECOND].start()
    lab.world.machines[THIRD].start()
    lab.advance(2_000 * MILLI)
    return lab
  }

  test('nobody leads until it is back, and nothing is lost', () => {
    const lab = lastDies(false)
    expect(leadersOf(lab.world)).toEqual([])
    lab.world.machines[LEADER].start()
    lab.advance(2_000 * MILLI)
    expect([leadersOf(lab.world), lab.read(1).value]).toEqual([[LEADER], 'b'])
  })

  test('another leads after an unclean election, and what was acknowledged is lost for good', () => {
    const lab = lastDies(true)
    expect(leadersOf(lab.world)).toHaveLength(1)
    expect(setOf(lab)).toEqual([SECOND, THIRD])
    lab.world.machines[LEADER].start()
    lab.advance(2_000 * MILLI)
    const values = [LEADER, SECOND, THIRD].map((id) => writtenIn(logOf(lab.world.machines[id])))
    expect(values).toEqual([['a'], ['a'], ['a']])
  })
})

describe('a leader that is cut off from its controller and followers, but not from its client', () => {
  /** Fenced by nothing, as Kafka's. */
  function cutOff(settings: Partial<SingleLeaderSettings>) {
    const lab = bench(inSync(), { fencing: false, visibility: 'committed', ...settings })
    const controller = 3
    lab.world.network.addRule(partitionRule([[LEADER], [SECOND, THIRD, controller]]))
    const pending = begin(lab, 'lost')
    lab.advance(900 * MILLI)
    const outcome = pending.result?.outcome
    expect(leadersOf(lab.world)).toHaveLength(2)
    lab.world.network.removeRule(0)
    lab.advance(2_000 * MILLI)
    return { outcome, log: logOf(lab.world.machines[LEADER]), lab }
  }

  test('cannot shrink the set by itself, so it commits nothing and nothing committed is lost', () => {
    expect(cutOff({}).outcome).toBeUndefined()
  })

  test('acknowledges what only it has where clients do not wait for more, and loses it', () => {
    const { outcome, log } = cutOff({ answers: 'received' })
    expect(outcome).toBe(OK)
    expect(log.some(({ value }) => value === 'lost')).toBe(false)
  })
})

test('an isolated follower leaves the set and does not lead by its old log', () => {
  const lab = bench(inSync({ minimum: 2 }))
  lab.world.network.addRule(isolationRule([THIRD]))
  lab.advance(400 * MILLI)
  expect(lab.write(1, 'a').outcome).toBe('ok')
  stop(lab, LEADER)
  lab.advance(2_000 * MILLI)
  expect(leadersOf(lab.world)).toEqual([SECOND])
})

test('a leader that starts again, and was told by nobody who kept up, acknowledges nothing alone', () => {
  const c = cluster({
    model: singleLeader({ replication: inSyncSpec(), failover: manual() }),
  })
  expect(c.write('x', 'all').outcome).toBe('ok')
  c.partition(['n1', 'c1'], ['n2', 'n3']).crash('n1', { loses: 'nothing' })
  c.restart().advance('10ms')
  expect(c.write('x', 'alone', { to: 'n1' }).outcome).toBe('unknown')
  c.promote('n2').advance('1s').heal().advance('2s')
  expect(check.noLostWrites(c).held).toBe(true)
})
