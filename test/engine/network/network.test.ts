import { describe, expect, it } from 'vitest'
import { Clock } from '../../../engine/core/clock.ts'
import { EventQueue } from '../../../engine/core/queue.ts'
import { Random } from '../../../engine/core/random.ts'
import { type LinkSettings, Network } from '../../../engine/network/network.ts'
import {
  delayRule,
  type FaultRule,
  isolationRule,
  lossRule,
  oneWayRule,
  partitionRule,
} from '../../../engine/network/rules.ts'
import { DropReason, EventKind } from '../../../engine/trace/event.ts'
import { Recorder } from '../../../engine/trace/recorder.ts'

const message = { kind: 'test', operation: -1, bytes: 100 }

function build(link: Partial<LinkSettings> = {}, urgent?: Partial<LinkSettings>) {
  const clock = new Clock()
  const queue = new EventQueue()
  const sink = new Recorder(clock)
  const network = new Network({
    clock,
    queue,
    sink,
    random: Random.fromSeed(1),
    deliverKind: 0,
    endpoints: 4,
    linkSettings: (_from, _to, kind) => ({
      latency: { kind: 'constant', micros: 10 },
      loss: 0,
      duplication: 0,
      ordered: true,
      ...(kind === 'urgent' ? urgent : link),
    }),
    messageKinds: urgent === undefined ? undefined : ['urgent'],
  })
  const arrivals = (): { time: number; number: number; to: number }[] => {
    const found = []
    while (queue.pop(Number.POSITIVE_INFINITY)) {
      found.push({ time: queue.time, number: queue.tag, to: queue.target })
    }
    return found
  }
  return { network, sink, arrivals, clock }
}

/** Which of the twelve directed pairs a rule lets through, as `from>to`. */
function passing(rule: FaultRule): string[] {
  const { network, arrivals } = build()
  network.addRule(rule)
  const pairs: string[] = []
  for (const from of [0, 1, 2, 3]) {
    for (const to of [0, 1, 2, 3]) {
      if (from === to) continue
      network.send(from, to, message)
      if (arrivals().length > 0) pairs.push(`${from}>${to}`)
    }
  }
  return pairs
}

describe('a link', () => {
  it('delivers after its latency', () => {
    const { network, arrivals } = build()
    network.send(0, 1, message)
    expect(arrivals()).toEqual([{ time: 10, number: 0, to: 1 }])
  })

  it('keeps the order of sending when it is ordered, and only then', () => {
    const order = (ordered: boolean): boolean => {
      const { network, arrivals } = build({
        ordered,
        latency: { kind: 'exponential', mean: 1_000 },
      })
      for (let count = 0; count < 50; count++) network.send(0, 1, message)
      const numbers = arrivals().map(({ number }) => number)
      return numbers.every((number, index) => index === 0 || number > numbers[index - 1])
    }
    expect(order(true)).toBe(true)
    expect(order(false)).toBe(false)
  })

  it('loses and duplicates the share that it is told to', () => {
    const count = (link: Partial<LinkSettings>): number => {
      const { network, arrivals } = build(link)
      for (let sent = 0; sent < 10_000; sent++) network.send(0, 1, message)
      return arrivals().length
    }
    expect(Math.abs(count({ loss: 0.2 }) - 8_000)).toBeLessThan(3 * Math.sqrt(10_000 * 0.16))
    expect(Math.abs(count({ duplication: 0.1 }) - 11_000)).toBeLessThan(
      3 * Math.sqrt(10_000 * 0.09),
    )
    expect(count({ loss: 1 })).toBe(0)
  })

  it('draws the same whatever other links do', () => {
    const times = (noise: boolean): number[] => {
      const { network, arrivals } = build({ latency: { kind: 'exponential', mean: 1_000 } })
      for (let sent = 0; sent < 20; sent++) {
        if (noise) network.send(2, 3, message)
        network.send(0, 1, message)
      }
      return arrivals()
        .filter(({ to }) => to === 1)
        .map(({ time }) => time)
    }
    expect(times(true)).toEqual(times(false))
  })
})

describe('a kind of message that travels apart', () => {
  const URGENT = { ...message, kind: 'urgent' }

  it('has settings of its own, and does not wait for the others', () => {
    const { network, arrivals } = build({}, { latency: { kind: 'constant', micros: 3 } })
    network.send(0, 1, message)
    network.send(0, 1, URGENT)
    expect(arrivals().map(({ time, number }) => [time, number])).toEqual([
      [3, 1],
      [10, 0],
    ])
  })

  it('leaves what the others draw as it was', () => {
    const times = (isThere: boolean): number[] => {
      const latency = { kind: 'exponential', mean: 1_000 } as const
      const { network, arrivals } = build({ latency }, { latency })
      for (let sent = 0; sent < 20; sent++) {
        if (isThere) network.send(0, 1, URGENT)
        network.send(0, 1, message)
      }
      return arrivals()
        .filter(({ number }) => !isThere || number % 2 === 1)
        .map(({ time }) => time)
    }
    expect(times(true)).toEqual(times(false))
  })
})

describe('fault rules', () => {
  it('partition: groups do not reach each other, who is in none reaches all', () => {
    expect(passing(partitionRule([[0], [1, 2]]))).toEqual([
      '0>3',
      '1>2',
      '1>3',
      '2>1',
      '2>3',
      '3>0',
      '3>1',
      '3>2',
    ])
  })

  it('one way: the way back stays open', () => {
    expect(passing(oneWayRule([0], [1, 2]))).not.toContain('0>1')
    expect(passing(oneWayRule([0], [1, 2]))).toContain('1>0')
    expect(passing(oneWayRule([0], [1, 2])).length).toBe(10)
  })

  it('isolation: nobody outside is reached', () => {
    expect(passing(isolationRule([2]))).toEqual(['0>1', '0>3', '1>0', '1>3', '3>0', '3>1'])
  })

  it('a bridge is two partitions with a node in neither', () => {
    expect(passing(partitionRule([[0], [1]]))).toContain('0>2')
    expect(passing(partitionRule([[0], [1]]))).toContain('2>1')
  })

  it('loss and delay change what passes, and how late', () => {
    expect(passing(lossRule(1))).toEqual([])
    const { network, arrivals } = build()
    network.addRule(delayRule(90))
    network.addRule(delayRule(5))
    network.send(0, 1, message)
    expect(arrivals()[0].time).toBe(105)
  })

  it('end when they are taken away; what is on its way when they begin still arrives', () => {
    const { network, arrivals, sink } = build()
    network.send(0, 1, message)
    const rule = network.addRule(isolationRule([1]))
    network.send(0, 1, message)
    network.removeRule(rule)
    network.send(0, 1, message)
    expect(arrivals().map(({ number }) => number)).toEqual([0, 2])
    const drops = sink.take().events(EventKind.drop)
    expect(drops.map(({ a, b }) => [a, b])).toEqual([[1, DropReason.cut]])
  })
})
