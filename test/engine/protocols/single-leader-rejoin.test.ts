import { describe, expect, test } from 'vitest'
import { partitionRule } from '../../../engine/network/rules.ts'
import type {
  Rejoin,
  SingleLeaderSettings,
} from '../../../engine/protocols/single-leader/settings.ts'
import { CrashKind } from '../../../engine/trace/event.ts'
import {
  leadersOf,
  logOf,
  promote,
  singleLeaderBench,
  stateOf,
  valueAt,
  WATCHED,
  writtenIn,
} from '../support/single-leader.ts'

const MILLI = 1_000
const OLD = 0
const NEW = 1
const CLIENT_OF_NEW = 1

/** While it is cut off, the old leader acknowledges a write that nobody else has; then it comes back to a new leader. */
function comeBack(rejoin: Rejoin, settings: Partial<SingleLeaderSettings> = {}) {
  const lab = singleLeaderBench(
    { failover: { kind: 'manual' }, reads: 'any', rejoin, ...settings },
    { clients: 2, syncMicros: 500 },
  )
  const { network } = lab.world
  lab.write(1, 'common')
  lab.advance(100 * MILLI)
  const rule = network.addRule(partitionRule([[OLD], [NEW, 2, 4]]))
  expect(lab.write(1, 'only here').outcome).toBe('ok')
  promote(lab, NEW)
  lab.advance(100 * MILLI)
  expect(leadersOf(lab.world)).toEqual([OLD, NEW])
  lab.write(2, 'after', { replica: NEW }, CLIENT_OF_NEW)
  network.removeRule(rule)
  lab.advance(1_000 * MILLI)
  expect(leadersOf(lab.world)).toEqual([NEW])
  return lab
}

const valuesOf = ({ world }: ReturnType<typeof comeBack>, id: number) =>
  writtenIn(logOf(world.machines[id]))

describe('an old leader that comes back with a write of its own', () => {
  test('cuts it off and follows', () => {
    const lab = comeBack('truncate')
    expect(valuesOf(lab, OLD)).toEqual(['common', 'after'])
    expect([valueAt(lab.world, OLD, 1), stateOf(lab.world, OLD).role]).toEqual([
      'common',
      'follower',
    ])
  })

  test('cuts it off, keeps it aside, and follows', () => {
    const lab = comeBack('set-aside')
    expect(valuesOf(lab, OLD)).toEqual(['common', 'after'])
    expect(stateOf(lab.world, OLD).details.setAside).toEqual(['only here'])
    expect(stateOf(lab.world, NEW).details.setAside).toEqual([])
    lab.world.machines[OLD].crash(CrashKind.losesUnsynced)
    lab.world.machines[OLD].start()
    expect(stateOf(lab.world, OLD).details.setAside).toEqual(['only here'])
  })

  test('keeps it, shows it to readers, and follows no more', () => {
    const lab = comeBack('diverge')
    expect(valuesOf(lab, OLD)).toEqual(['common', 'only here'])
    expect(stateOf(lab.world, OLD).role).toBe('diverged')
    expect(lab.read(1, { replica: OLD }).value).toBe('only here')
    expect(lab.read(1, { replica: NEW }).value).toBe('common')
    expect(lab.read(2, { replica: OLD }).value).toBeUndefined()
    expect(lab.write(1, 'x', { replica: OLD }).outcome).toBe('fail')
  })

  test('finds that out again after a restart', () => {
    const lab = comeBack('diverge')
    lab.world.machines[OLD].crash(CrashKind.losesUnsynced)
    lab.world.machines[OLD].start()
    lab.advance(1_000 * MILLI)
    expect(stateOf(lab.world, OLD).role).toBe('diverged')
    expect(valuesOf(lab, OLD)).toEqual(['common', 'only here'])
  })

  test('serves nobody until its disk is wiped, and is then built anew', () => {
    const lab = comeBack('refuse')
    expect(lab.read(1, { replica: OLD }).outcome).toBe('fail')
    expect(valuesOf(lab, OLD)).toEqual(['common', 'only here'])
    lab.world.machines[OLD].crash(CrashKind.wipes)
    lab.world.machines[OLD].start()
    lab.advance(1_000 * MILLI)
    expect(valuesOf(lab, OLD)).toEqual(['common', 'after'])
    expect(lab.read(1, { replica: OLD }).value).toBe('common')
  })

  test('may be made the leader by hand, and then the others have diverged', () => {
    const lab = comeBack('diverge')
    promote(lab, OLD)
    lab.advance(1_000 * MILLI)
    expect(leadersOf(lab.world)).toEqual([OLD])
    expect(lab.read(1, { replica: OLD }).value).toBe('only here')
    expect(stateOf(lab.world, NEW).role).toBe('diverged')
  })
})

test('a replica that has nothing of its own follows as ever', () => {
  const lab = singleLeaderBench({ failover: { kind: 'manual' }, rejoin: 'refuse', reads: 'any' })
  lab.write(1, 'a')
  lab.advance(50 * MILLI)
  lab.world.machines[OLD].crash(CrashKind.keepsWritten)
  promote(lab, NEW)
  lab.advance(100 * MILLI)
  lab.world.machines[OLD].start()
  lab.advance(1_000 * MILLI)
  expect(valueAt(lab.world, OLD, 1)).toBe('a')
  expect(stateOf(lab.world, OLD).role).toBe('follower')
})

test('a controller appoints no replica that has diverged', () => {
  const lab = comeBackWatched()
  lab.world.machines[NEW].crash(CrashKind.keepsWritten)
  lab.advance(2_000 * MILLI)
  expect(leadersOf(lab.world)).toEqual([2])
  lab.world.machines[2].crash(CrashKind.keepsWritten)
  lab.advance(2_000 * MILLI)
  expect(leadersOf(lab.world)).toEqual([])
})

/** Behind a controller, and fenced by nobody. */
function comeBackWatched() {
  const lab = singleLeaderBench({ ...WATCHED, fencing: false, rejoin: 'diverge' }, { clients: 2 })
  const { network } = lab.world
  lab.write(1, 'common')
  lab.advance(100 * MILLI)
  const rule = network.addRule(partitionRule([[OLD], [NEW, 2, 3]]))
  expect(lab.write(1, 'only here').outcome).toBe('ok')
  lab.advance(1_000 * MILLI)
  network.removeRule(rule)
  lab.advance(1_000 * MILLI)
  expect(stateOf(lab.world, OLD).role).toBe('diverged')
  return lab
}
