import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Condition, SOUND } from '../../../engine/node/condition.ts'
import { Disk } from '../../../engine/node/disk.ts'
import { DurableLog, DurableTable } from '../../../engine/node/durable.ts'
import { CrashKind } from '../../../engine/trace/event.ts'

/** A disk that writes down what it says is durable: changes and length of the log. */
function build(syncMicros = 100) {
  const timers: (() => void)[] = []
  const told: (readonly [changes: number, logLength: number])[] = []
  const disk = new Disk({
    syncMicros,
    after: (_delay, callback) => timers.push(callback),
    send: () => {},
    onDurable: (changes, logLength) => told.push([changes, logLength]),
  })
  const suffer = (wrong: Partial<Condition>) => disk.suffer({ ...SOUND, ...wrong })
  return { disk, told, suffer, fire: () => timers.shift()?.() }
}

const openLog = (disk: Disk) => disk.open('log', () => new DurableLog<string>(disk, () => {}))

describe('what a disk says is durable', () => {
  it('is told once a sync, with all that it covered', () => {
    const { disk, told, fire } = build()
    const log = openLog(disk)
    log.append('a')
    log.append('b')
    disk.sync(() => {})
    disk.sync(() => {})
    log.append('c')
    expect(told).toEqual([])
    fire()
    expect(told).toEqual([[2, 2]])
    fire()
    expect(told).toEqual([
      [2, 2],
      [1, 3],
    ])
  })

  it('is told of a node without a log by the number of changes alone', () => {
    const { disk, told, fire } = build()
    const table = disk.open('store', () => new DurableTable<string>(disk, () => {}))
    table.set(3, 'a')
    disk.sync(() => {})
    fire()
    expect(told).toEqual([[1, -1]])
  })

  it('is told of no sync that made nothing durable', () => {
    const { disk, told, fire } = build()
    disk.sync(() => {})
    fire()
    expect(told).toEqual([])
  })

  it('needs no telling where writes are durable at once', () => {
    const { disk, told } = build(0)
    openLog(disk).append('a')
    disk.sync(() => {})
    expect(told).toEqual([])
  })

  it('is told when it is true, and not when a disk that lies says so', () => {
    const { disk, told, suffer, fire } = build()
    suffer({ lyingMicros: 9_000 })
    openLog(disk).append('a')
    let isAnswered = false
    disk.sync(() => {
      isAnswered = true
    })
    fire()
    expect([isAnswered, told]).toEqual([true, []])
    fire()
    expect(told).toEqual([[1, 1]])
  })

  it('is what a crash that loses unsynced data leaves of a log, whatever was written and cut off', () => {
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.constant('append' as const) },
      { weight: 1, arbitrary: fc.constant('cut' as const) },
      { weight: 2, arbitrary: fc.constant('sync' as const) },
      { weight: 3, arbitrary: fc.constant('fire' as const) },
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { disk, told, fire } = build()
        const log = openLog(disk)
        for (const [number, action] of steps.entries()) {
          if (action === 'append') log.append(`${number}`)
          else if (action === 'cut') log.truncate(Math.floor(log.length / 2))
          else if (action === 'sync') disk.sync(() => {})
          else fire()
        }
        disk.crash(CrashKind.losesUnsynced)
        expect(log.length).toBe(told.at(-1)?.[1] ?? 0)
      }),
    )
  })
})
