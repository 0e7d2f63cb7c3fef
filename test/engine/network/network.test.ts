import { describe, expect, it } from 'vitest'
import { Clock } from '../../../engine/core/clock.ts'
import { EventQueue } from '../../../engine/core/queue.ts'
import { Random } from '../../../engine/core/random.ts'
import type { Impairment, LinkSettings } from '../../../engine/network/link.ts'
import { Network } from '../../../engine/network/network.ts'
import {
  type FaultRule,
  isolationRule,
  majoritiesRingRule,
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

  it('a majorities ring: each node hears a majority, no two the same', () => {
    const heard = (to: number) =>
      passing(majoritiesRingRule([0, 1, 2]))
        .filter((pair) => pair.endsWith(`>${to}`))
        .map((pair) => pair[0])
    expect([0, 1, 2, 3].map(heard)).toEqual([
      ['2', '3'],
      ['0', '3'],
      ['1', '3'],
      ['0', '1', '2'],
    ])
    const ofFour = passing(majoritiesRingRule([0, 1, 2, 3]))
    expect(ofFour).toEqual(['0>1', '0>3', '1>0', '1>2', '2>1', '2>3', '3>0', '3>2'])
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

describe('an impaired link', () => {
  const everywhere = () => true

  /** When each of some messages arrives, and in which order, all sent at time 0. */
  function times(count: number, impairments: readonly Impairment[], link?: Partial<LinkSettings>) {
    const { network, arrivals } = build(link)
    for (const impairment of impairments) network.impair(impairment)
    for (let sent = 0; sent < count; sent++) network.send(0, 1, message)
    return arrivals()
  }

  it('is one that the fault covers, the others are not', () => {
    const { network, arrivals } = build()
    network.impair({ covers: (from, to) => from === 0 && to === 1, delay: 90 })
    network.send(1, 0, message)
    network.send(0, 1, message)
    expect(arrivals().map(({ time }) => time)).toEqual([10, 100])
  })

  it('takes longer by the sum of all delays', () => {
    const delays = [90, 5].map((delay) => ({ covers: everywhere, delay }))
    expect(times(1, delays)).toEqual([{ time: 105, number: 0, to: 1 }])
  })

  it('loses and doubles its share on top of what the link does anyway', () => {
    const lost = 10_000 - times(10_000, [{ covers: everywhere, loss: 0.5 }], { loss: 0.2 }).length
    expect(Math.abs(lost - 6_000)).toBeLessThan(3 * Math.sqrt(10_000 * 0.24))
    const doubled = times(10_000, [{ covers: everywhere, duplication: 0.3 }]).length - 10_000
    expect(Math.abs(doubled - 3_000)).toBeLessThan(3 * Math.sqrt(10_000 * 0.21))
    expect(times(5, [{ covers: everywhere, loss: 1 }])).toEqual([])
  })

  it('lets messages overtake each other, by no more than the spread', () => {
    const found = times(50, [{ covers: everywhere, spread: 1_000 }])
    const numbers = found.map(({ number }) => number)
    expect(numbers).not.toEqual([...numbers].sort((a, b) => a - b))
    expect(Math.max(...found.map(({ time }) => time))).toBeLessThanOrEqual(1_010)
  })

  it('queues what exceeds its bandwidth, and forgets the queue when it is idle', () => {
    const { network, arrivals, clock } = build({ bytesPerSecond: 1_000_000 })
    for (let sent = 0; sent < 3; sent++) network.send(0, 1, message)
    clock.now = 1_000
    network.send(0, 1, message)
    expect(arrivals().map(({ time }) => time)).toEqual([110, 210, 310, 1_110])
  })

  it('has the smallest of all bandwidths', () => {
    const narrow = { covers: everywhere, bytesPerSecond: 100_000 }
    const wide = { covers: everywhere, bytesPerSecond: 900_000 }
    expect(times(1, [narrow, wide], { bytesPerSecond: 500_000 })[0].time).toBe(1_010)
  })

  it('is well again when mended, for what is sent from then on, in order', () => {
    const { network, arrivals } = build()
    const fault = network.impair({ covers: everywhere, delay: 90 })
    network.send(0, 1, message)
    network.mend(fault)
    network.send(0, 1, message)
    network.send(1, 0, message)
    expect(arrivals().map(({ time, number }) => [time, number])).toEqual([
      [10, 2],
      [100, 0],
      [100, 1],
    ])
  })
})
