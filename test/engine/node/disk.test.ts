import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Condition, SOUND } from '../../../engine/node/condition.ts'
import { Disk } from '../../../engine/node/disk.ts'
import { DurableCell, DurableLog, DurableTable } from '../../../engine/node/durable.ts'
import { CrashKind } from '../../../engine/trace/event.ts'

/** A disk whose syncs end when the test says so. */
function build(syncMicros = 100) {
  const running: (() => void)[] = []
  const disk = new Disk({
    syncMicros,
    after: (_delay, callback) => running.push(callback),
    send: () => {},
    onDurable: () => {},
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

describe('a disk with something wrong', () => {
  /** A disk whose timers run when the test says so, each with its delay. */
  function buildTimed(syncMicros: number) {
    const timers: { delay: number; callback: () => void }[] = []
    const disk = new Disk({
      syncMicros,
      after: (delay, callback) => timers.push({ delay, callback }),
      send: () => {},
      onDurable: () => {},
    })
    const suffer = (wrong: Partial<Condition>) => disk.suffer({ ...SOUND, ...wrong })
    return { disk, timers, suffer, fire: () => timers.shift()?.callback() }
  }

  it('is slow by a factor, and at least by the floor', () => {
    const { disk, timers, suffer, fire } = buildTimed(100)
    suffer({ disk: { factor: 10, floor: 50 } })
    disk.sync(() => {})
    fire()
    suffer({ disk: { factor: 10, floor: 5_000 } })
    disk.sync(() => {})
    expect(timers.map(({ delay }) => delay)).toEqual([5_000])
  })

  it('is durable at once again when a slow disk whose syncs cost nothing is well', () => {
    const { disk, suffer } = buildTimed(0)
    suffer({ disk: { factor: 1, floor: 50 } })
    const cell = new DurableCell(disk, 0)
    cell.set(1)
    expect(disk.unsynced).toBe(1)
    suffer({})
    expect(disk.unsynced).toBe(0)
  })

  it('ends no sync that begins while it is full, and goes on when there is room', () => {
    const { disk, timers, suffer, fire } = buildTimed(100)
    const done: string[] = []
    disk.sync(() => done.push('before'))
    suffer({ isDiskFull: true })
    disk.sync(() => done.push('meanwhile'))
    fire()
    expect([disk.isFull, done, timers]).toEqual([true, ['before'], []])
    suffer({})
    fire()
    expect([disk.isFull, done]).toEqual([false, ['before', 'meanwhile']])
  })

  it.each([0, 100])(
    'says at once that it has synced when it lies, at %i µs a sync',
    (syncMicros) => {
      const { disk, timers, suffer, fire } = buildTimed(syncMicros)
      suffer({ lyingMicros: 9_000 })
      const cell = new DurableCell(disk, 0)
      cell.set(1)
      let isDone = false
      disk.sync(() => {
        isDone = true
      })
      expect(timers.map(({ delay }) => delay)).toEqual([0])
      fire()
      expect([isDone, disk.unsynced, timers.map(({ delay }) => delay)]).toEqual([true, 1, [9_000]])
      disk.crash(CrashKind.losesUnsynced)
      expect(cell.value).toBe(0)
    },
  )

  it('makes what it lied about durable later, each sync in its turn', () => {
    const { disk, suffer, fire } = buildTimed(100)
    suffer({ lyingMicros: 9_000 })
    const cell = new DurableCell(disk, 0)
    for (const value of [1, 2]) {
      cell.set(value)
      disk.sync(() => {})
    }
    fire() // the sync of 1 says that it is done
    fire() // and 1 is durable
    expect(disk.unsynced).toBe(1)
    fire() // the sync of 2 says that it is done
    disk.crash(CrashKind.losesUnsynced)
    expect(cell.value).toBe(1)
  })

  it('has written everything when it stops lying', () => {
    const { disk, suffer, fire } = buildTimed(100)
    suffer({ lyingMicros: 9_000 })
    const cell = new DurableCell(disk, 0)
    cell.set(1)
    disk.sync(() => {})
    fire()
    suffer({})
    expect(disk.unsynced).toBe(0)
    fire()
    cell.set(2)
    disk.crash(CrashKind.losesUnsynced)
    expect(cell.value).toBe(1)
  })

  it('keeps its journal in step, whatever is wrong with it and when', () => {
    const wrongs: Partial<Condition>[] = [
      {},
      { lyingMicros: 9 },
      { isDiskFull: true },
      { isDiskFull: true, lyingMicros: 9 },
      { disk: { factor: 1, floor: 30 } },
    ]
    const step = fc.oneof(
      fc.record({ do: fc.constant('write' as const) }),
      fc.record({ do: fc.constant('sync' as const) }),
      fc.record({ do: fc.constant('fire' as const) }),
      fc.record({ do: fc.constant('suffer' as const), wrong: fc.constantFrom(...wrongs) }),
    )
    fc.assert(
      fc.property(fc.constantFrom(0, 5), fc.array(step, { maxLength: 60 }), (sync, steps) => {
        const { disk, timers, suffer, fire } = buildTimed(sync)
        const cell = new DurableCell(disk, 0)
        let asked = 0
        let done = 0
        for (const action of steps) {
          if (action.do === 'write') cell.set(cell.value + 1)
          else if (action.do === 'sync') {
            asked++
            disk.sync(() => done++)
          } else if (action.do === 'fire') fire()
          else suffer(action.wrong)
          expect(disk.unsynced).toBeLessThanOrEqual(cell.value)
        }
        suffer({})
        disk.sync(() => done++)
        while (timers.length > 0) fire()
        expect([done, disk.unsynced]).toEqual([asked + 1, 0])
        const last = cell.value
        disk.crash(CrashKind.losesUnsynced)
        expect(cell.value).toBe(last)
      }),
    )
  })

  it('has a new name after each wipe', () => {
    const { disk } = buildTimed(0)
    disk.crash(CrashKind.losesUnsynced)
    expect(disk.incarnation).toBe(0)
    disk.crash(CrashKind.wipes)
    expect(disk.incarnation).toBe(1)
  })
})
