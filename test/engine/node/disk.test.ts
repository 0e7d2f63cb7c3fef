import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Disk } from '../../../engine/node/disk.ts'
import { DurableCell, DurableLog, DurableTable } from '../../../engine/node/durable.ts'
import { CrashKind } from '../../../engine/trace/event.ts'

/** A disk whose syncs end when the test says so. */
function build(syncMicros = 100) {
  const running: (() => void)[] = []
  const disk = new Disk({
    syncMicros: () => syncMicros,
    after: (_delay, callback) => running.push(callback),
  })
  return { disk, running, endSync: () => running.shift()?.() }
}

describe('a disk', () => {
  it('calls back when what was written before is durable, and groups those who wait', () => {
    const { disk, running, endSync } = build()
    const cell = new DurableCell(disk, 0)
    const done: string[] = []
    cell.set(1)
    disk.sync(() => done.push('first'))
    cell.set(2)
    disk.sync(() => done.push('second'))
    disk.sync(() => done.push('third'))
    expect(running.length).toBe(1)
    endSync()
    expect(done).toEqual(['first'])
    expect(disk.unsynced).toBe(1)
    endSync()
    expect(done).toEqual(['first', 'second', 'third'])
    expect(disk.unsynced).toBe(0)
  })

  it('groups those who ask while the callbacks of a sync run', () => {
    const { disk, running, endSync } = build()
    const done: number[] = []
    for (const number of [1, 2, 3]) {
      disk.sync(() => disk.sync(() => done.push(number)))
    }
    endSync()
    endSync()
    endSync()
    expect(running).toEqual([])
    expect(done).toEqual([1, 2, 3])
  })

  it('is durable at once when a sync costs nothing', () => {
    const { disk } = build(0)
    const cell = new DurableCell(disk, 0)
    cell.set(1)
    let called = false
    disk.sync(() => {
      called = true
    })
    expect(called).toBe(true)
    disk.crash(CrashKind.losesUnsynced)
    expect(cell.value).toBe(1)
  })

  it('keeps pieces by name over crashes, and none when wiped', () => {
    const { disk } = build()
    const open = () => disk.open('term', () => new DurableCell(disk, 0))
    open().set(5)
    disk.crash(CrashKind.keepsWritten)
    expect(open().value).toBe(5)
    disk.crash(CrashKind.wipes)
    expect(open().value).toBe(0)
  })

  it('tells of every record that a crash takes', () => {
    const { disk } = build()
    const lost: [string, number][] = []
    const log = disk.open(
      'log',
      () => new DurableLog<string>(disk, (entry, offset) => lost.push([entry, offset])),
    )
    const table = disk.open(
      'table',
      () => new DurableTable<string>(disk, (value, key) => lost.push([value, key])),
    )
    log.append('a')
    log.append('b')
    table.set(3, 'x')
    expect(disk.crash(CrashKind.losesUnsynced)).toBe(3)
    expect(lost).toEqual([
      ['x', 3],
      ['b', 1],
      ['a', 0],
    ])
    log.append('c')
    table.set(4, 'y')
    lost.length = 0
    disk.crash(CrashKind.wipes)
    expect(lost).toEqual([
      ['c', 0],
      ['y', 4],
    ])
  })

  it('after a crash holds exactly what was there at the last completed sync', () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('append' as const), entry: fc.nat(99) }),
      fc.record({
        do: fc.constant('truncate' as const),
        share: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
      fc.record({
        do: fc.constant('set' as const),
        key: fc.nat(4),
        value: fc.option(fc.nat(99), { nil: undefined }),
      }),
      fc.record({ do: fc.constant('sync' as const) }),
      fc.record({ do: fc.constant('end' as const) }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { disk, endSync } = build()
        const log = new DurableLog<number>(disk, () => {})
        const table = new DurableTable<number>(disk, () => {})
        const contents = () =>
          JSON.stringify([
            log.slice(0, log.length),
            [0, 1, 2, 3, 4].map((key) => table.get(key) ?? null),
            table.size,
          ])
        let durable = contents()
        // A sync covers what is there when it starts; one that is asked for meanwhile starts when that one ends.
        let covered: string | undefined
        let isAnotherAsked = false
        for (const action of steps) {
          if (action.do === 'append') log.append(action.entry)
          else if (action.do === 'truncate') log.truncate(Math.floor(action.share * log.length))
          else if (action.do === 'set') table.set(action.key, action.value)
          else if (action.do === 'sync') {
            disk.sync(() => {})
            if (covered === undefined) covered = contents()
            else isAnotherAsked = true
          } else if (covered !== undefined) {
            endSync()
            durable = covered
            covered = isAnotherAsked ? contents() : undefined
            isAnotherAsked = false
          }
        }
        disk.crash(CrashKind.losesUnsynced)
        expect(contents()).toBe(durable)
      }),
    )
  })
})
