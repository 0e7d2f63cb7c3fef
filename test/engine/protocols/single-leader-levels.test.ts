import { describe, expect, test } from 'vitest'
import { cluster, leaderless, majority, semiSync, singleLeader } from '../../../engine/index.ts'
import { oneWayRule, partitionRule } from '../../../engine/network/rules.ts'
import type { SingleLeaderSettings } from '../../../engine/protocols/single-leader/settings.ts'
import { Action } from '../../../engine/trace/history.ts'
import { leadersOf, RAFT, singleLeaderBench } from '../support/single-leader.ts'

const MILLI = 1_000
const LEADER = 0
const [OK, , UNKNOWN] = [0, 1, 2]

describe('a read of what is committed', () => {
  const bench = (settings: Partial<SingleLeaderSettings> = {}) =>
    singleLeaderBench({ replication: { kind: 'sync' }, visibility: 'appended', ...settings })

  test('does not show what others may yet lose', () => {
    const lab = bench()
    lab.write(1, 'old')
    lab.world.network.addRule(oneWayRule([LEADER], [1, 2]))
    lab.submit({ action: Action.write, key: 1, value: 'new' })
    lab.advance(10 * MILLI)
    expect(lab.read(1).value).toBe('new')
    expect(lab.read(1, { level: 'committed' }).value).toBe('old')
  })

  test('can be had of a follower, as of what it knows', () => {
    const lab = bench({ reads: 'any', readLevel: 'committed' })
    lab.write(1, 'a')
    expect(lab.read(1, { replica: 1 }).value).toBeUndefined()
    lab.advance(100 * MILLI)
    expect(lab.read(1, { replica: 1 }).value).toBe('a')
    expect(lab.read(2, { replica: 1 }).value).toBeUndefined()
  })

  test('does not show what was cut off, though it was taken for committed', () => {
    const lab = singleLeaderBench(
      { replicas: 2, failover: { kind: 'manual' }, reads: 'any', readLevel: 'committed' },
      { clients: 2 },
    )
    const rule = lab.world.network.addRule(partitionRule([[LEADER], [1, 3]]))
    lab.write(1, 'only here')
    expect(lab.read(1, { replica: LEADER }).value).toBe('only here')
    ;(lab.world.machines[1].running as { promote?(): void }).promote?.()
    lab.advance(10 * MILLI)
    lab.world.network.removeRule(rule)
    lab.advance(500 * MILLI)
    expect(lab.read(1, { replica: LEADER }).value).toBeUndefined()
  })
})

describe('a linearizable read', () => {
  /** Nobody is fenced, and nobody is elected but by hand. */
  const bench = (settings: Partial<SingleLeaderSettings> = {}) =>
    singleLeaderBench(
      {
        ...RAFT,
        fencing: false,
        failover: {
          kind: 'vote',
          electionTimeout: { from: 3_600_000_000, to: 3_600_000_000 },
        },
        ...settings,
      },
      { clients: 2 },
    )

  test('takes one round to the followers longer', () => {
    const lab = bench()
    lab.write(1, 'a')
    const plain = lab.read(1)
    const confirmed = lab.read(1, { level: 'linearizable' })
    expect(plain.returned - plain.invoked).toBe(2 * MILLI)
    expect([confirmed.value, confirmed.returned - confirmed.invoked]).toEqual(['a', 4 * MILLI])
  })

  test('of many at once costs one round for all that wait', () => {
    const lab = bench()
    lab.write(1, 'a')
    const before = lab.world.recorder.take()
    const reads = Array.from({ length: 50 }, () =>
      lab.submit({ action: Action.read, key: 1, level: 'linearizable' }),
    )
    lab.advance(10 * MILLI)
    expect(reads.every(({ result }) => result?.outcome === OK)).toBe(true)
    const heartbeat = lab.world.recorder.messageKind('heartbeat')
    const sent = lab.world.recorder.take().events(3).slice(before.events(3).length)
    expect(sent.filter(({ key }) => key === heartbeat).length).toBeLessThanOrEqual(4)
  })

  test('is not answered by a leader that has been deposed and does not know it', () => {
    const lab = bench()
    lab.write(1, 'old')
    lab.advance(100 * MILLI)
    lab.world.network.addRule(partitionRule([[LEADER], [1, 2, 4]]))
    ;(lab.world.machines[1].running as { promote?(): void }).promote?.()
    lab.advance(100 * MILLI)
    expect(lab.write(1, 'new', { replica: 1 }, 1).outcome).toBe('ok')
    expect(leadersOf(lab.world)).toEqual([LEADER, 1])
    expect(lab.read(1, { replica: LEADER }).value).toBe('old')
    expect(lab.read(1, { replica: LEADER, level: 'linearizable' }).outcome).toBe('fail')
    expect(lab.read(1, { replica: 1, level: 'linearizable' }, 1).value).toBe('new')
  })

  test('is not served by a follower, whatever the policy of reads', () => {
    const lab = bench({ reads: 'any' })
    const { result } = lab.perform({
      action: Action.read,
      key: 1,
      replica: 1,
      level: 'linearizable',
    })
    expect(result.reply).toMatchObject({ status: 'redirect', leader: LEADER })
  })

  test.each(['followers', 'any', 'nearest'] as const)(
    'goes to the leader where reads go to %s',
    (reads) => {
      const lab = bench({ reads })
      lab.write(1, 'a')
      expect(lab.read(1, { level: 'linearizable' })).toMatchObject({ outcome: 'ok', value: 'a' })
    },
  )

  test('needs nobody where there is nobody', () => {
    const lab = bench({ replicas: 1, readLevel: 'linearizable' })
    lab.write(1, 'a')
    expect(lab.read(1).value).toBe('a')
  })
})

describe('a write that says for itself when it is answered', () => {
  const bench = (settings: Partial<SingleLeaderSettings> = {}) =>
    singleLeaderBench({ replication: { kind: 'sync' }, ...settings }, { syncMicros: 10 * MILLI })

  test.each([
    ['received', 2],
    ['synced', 12],
    ['committed', 24],
  ] as const)('is answered when it is %s, after %i ms', (level, millis) => {
    expect(bench().write(1, 'a', { level }).returned).toBe(millis * MILLI)
    expect(bench({ answers: 'received' }).write(1, 'a', { level }).returned).toBe(millis * MILLI)
  })

  test('does not hold up or hurry those before and after it', () => {
    const lab = bench({ answers: 'committed' })
    const submit = (level?: 'received') =>
      lab.submit({ action: Action.write, key: 1, value: level, level })
    const all = [submit(), submit('received'), submit()]
    lab.advance(5 * MILLI)
    expect(all.map(({ result }) => result?.outcome)).toEqual([undefined, OK, undefined])
    lab.advance(50 * MILLI)
    expect(all.map(({ result }) => result?.outcome)).toEqual([OK, OK, OK])
  })

  test('is unknown where the leader dies before it has come so far', () => {
    const lab = bench()
    const pending = lab.submit({ action: Action.write, key: 1, value: 'a', level: 'synced' })
    lab.in(5 * MILLI, () => lab.world.machines[LEADER].crash(0))
    lab.advance(2_000 * MILLI)
    expect(pending.result?.outcome).toBe(UNKNOWN)
  })
})

describe('levels in a stepwise cluster', () => {
  test('are options of its reads and writes', () => {
    const lab = cluster({
      model: singleLeader({ replication: semiSync({ timeout: '1h' }), visibility: 'appended' }),
      network: { latency: '1ms' },
    })
    lab.crash('n2').crash('n3')
    expect(lab.write('x', 1, { to: 'n1' }).outcome).toBe('unknown')
    expect(lab.write('x', 2, { to: 'n1', level: 'synced' }).outcome).toBe('ok')
    expect(lab.read('x', { from: 'n1' }).value).toBe(2)
    expect(lab.read('x', { from: 'n1', level: 'committed' }).value).toBeUndefined()
    expect(lab.read('x', { from: 'n1', level: 'linearizable' }).outcome).toBe('fail')
  })

  test('are refused where they mean nothing', () => {
    const raft = cluster({ model: singleLeader({ replication: majority() }) })
    expect(() => raft.read('x', { level: 'majority' as never })).toThrow(
      "level is 'majority', but must be 'local', 'committed' or 'linearizable'.",
    )
    expect(() => raft.write('x', 1, { level: 'local' as never })).toThrow(
      "level is 'local', but must be 'received', 'synced' or 'committed'.",
    )
    const dynamo = cluster({ model: leaderless() })
    expect(() => dynamo.read('x', { level: 'committed' })).toThrow(
      'level has no meaning in a model without one leader',
    )
  })
})
