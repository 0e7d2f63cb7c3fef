import { describe, expect, it } from 'vitest'
import { Clock } from '../../../engine/core/clock.ts'
import { EventQueue } from '../../../engine/core/queue.ts'
import { Random } from '../../../engine/core/random.ts'
import type { Message } from '../../../engine/network/message.ts'
import { Network } from '../../../engine/network/network.ts'
import { SOUND } from '../../../engine/node/condition.ts'
import type { NodeContext } from '../../../engine/node/context.ts'
import { Machine } from '../../../engine/node/machine.ts'
import { CrashKind, DropReason, EventKind } from '../../../engine/trace/event.ts'
import { Recorder } from '../../../engine/trace/recorder.ts'

const TIMER = 1

/** A machine whose process writes down what it sees, with the time. */
function build(service = 0) {
  const clock = new Clock()
  const queue = new EventQueue()
  const sink = new Recorder(clock)
  const seen: string[] = []
  const note = (text: string): void => {
    seen.push(`${clock.now} ${text}`)
  }
  let context: NodeContext | undefined
  const network = new Network({
    clock,
    queue,
    sink,
    random: Random.fromSeed(1),
    deliverKind: 0,
    endpoints: 2,
    linkSettings: () => ({
      latency: { kind: 'constant', micros: 10 },
      loss: 0,
      duplication: 0,
      ordered: true,
    }),
  })
  const machine = new Machine(
    {
      id: 0,
      replicas: [0],
      controller: undefined,
      clock,
      queue,
      network,
      sink,
      random: Random.fromSeed(1),
      timerKind: TIMER,
      syncMicros: 0,
      serviceMicros: () => service,
    },
    (given) => {
      context = given
      return { start: () => note('start'), receive: (_from, message) => note(message.kind) }
    },
  )
  const message = (kind: string): Message => ({ kind, operation: -1, bytes: 1 })
  const advance = (until: number): void => {
    while (queue.pop(until)) {
      clock.now = queue.time
      if (queue.kind === TIMER) machine.fire(queue.payload as () => void, queue.tag)
    }
    clock.now = until
  }
  return {
    machine,
    seen,
    sink,
    advance,
    deliver: (kind: string) => machine.deliver(1, message(kind), sink.messageKind(kind), 0),
    context: () => context!,
    note,
  }
}

describe('a machine', () => {
  it('handles messages at once when they cost nothing', () => {
    const { machine, seen, deliver } = build()
    machine.start()
    deliver('a')
    deliver('b')
    expect(seen).toEqual(['0 start', '0 a', '0 b'])
  })

  it('handles one message at a time, in order of arrival', () => {
    const { machine, seen, deliver, advance } = build(10)
    machine.start()
    deliver('a')
    deliver('b')
    advance(15)
    deliver('c')
    advance(100)
    expect(seen).toEqual(['0 start', '10 a', '20 b', '30 c'])
  })

  it('loses with a crash what waited for its turn, and its timers', () => {
    const { machine, seen, deliver, advance, context, note } = build(10)
    machine.start()
    deliver('a')
    context().after(5, () => note('timer of the first life'))
    advance(3)
    machine.crash(CrashKind.keepsWritten)
    machine.start()
    context().after(5, () => note('timer of the second life'))
    deliver('b')
    advance(100)
    expect(seen).toEqual(['0 start', '3 start', '8 timer of the second life', '13 b'])
  })

  it('drops what reaches it while it is down', () => {
    const { machine, seen, sink, deliver } = build()
    deliver('early')
    machine.start()
    machine.crash(CrashKind.keepsWritten)
    deliver('late')
    expect(seen).toEqual(['0 start'])
    const drops = sink.take().events(EventKind.drop)
    expect(drops.map(({ b }) => b)).toEqual([DropReason.receiverDown, DropReason.receiverDown])
  })

  it.each([0, 10])(
    'gives a paused process everything on resume, in order (service %i)',
    (service) => {
      const { machine, seen, deliver, advance } = build(service)
      machine.start()
      deliver('a')
      machine.pause()
      advance(5)
      deliver('b')
      advance(50)
      deliver('c')
      machine.resume()
      advance(200)
      expect(seen.map((line) => line.split(' ')[1])).toEqual(['start', 'a', 'b', 'c'])
      expect(seen.at(-1)?.startsWith(service === 0 ? '50' : '70')).toBe(true)
    },
  )

  it('drops what waited for it to resume when it crashes before that', () => {
    const { machine, seen, sink, deliver, advance } = build()
    machine.start()
    machine.pause()
    deliver('held')
    advance(5)
    machine.crash(CrashKind.keepsWritten)
    machine.start()
    advance(100)
    expect(seen).toEqual(['0 start', '5 start'])
    const kinds = sink
      .take()
      .events(EventKind.crash, EventKind.drop, EventKind.deliver)
      .map(({ kind, b }) => [kind, b])
    expect(kinds).toEqual([
      [EventKind.crash, 0],
      [EventKind.drop, DropReason.receiverDown],
    ])
  })

  it('does not call a timer that fell due during a pause and was cancelled after it', () => {
    const { machine, context, note, advance, seen } = build()
    machine.start()
    machine.pause()
    context().after(10, () => context().cancel(second))
    const second = context().after(20, () => note('never'))
    context().after(30, () => note('late'))
    advance(100)
    machine.resume()
    expect(seen).toEqual(['0 start', '100 late'])
  })
})

describe('a machine with something wrong', () => {
  it('handles messages slowly, each at least as long as the floor', () => {
    const { machine, seen, deliver, advance } = build()
    machine.start()
    machine.suffer({ ...SOUND, processor: { factor: 3, floor: 20 } })
    deliver('a')
    deliver('b')
    advance(100)
    expect(seen).toEqual(['0 start', '20 a', '40 b'])
  })

  it('multiplies its service time', () => {
    const { machine, seen, deliver, advance } = build(50)
    machine.start()
    machine.suffer({ ...SOUND, processor: { factor: 3, floor: 20 } })
    deliver('a')
    advance(200)
    machine.suffer(SOUND)
    deliver('b')
    advance(300)
    expect(seen).toEqual(['0 start', '150 a', '250 b'])
  })

  it('works fast again on what waited while it was slow', () => {
    const { machine, seen, deliver, advance } = build(10)
    machine.start()
    machine.suffer({ ...SOUND, processor: { factor: 5, floor: 0 } })
    for (const message of ['a', 'b', 'c']) deliver(message)
    advance(60)
    machine.suffer(SOUND)
    advance(200)
    // What is under way when a machine is well again still takes as long as it was to.
    expect(seen).toEqual(['0 start', '50 a', '100 b', '110 c'])
  })

  it('forgets what waited in a crash, and works on what comes after it', () => {
    const { machine, seen, deliver, advance } = build(10)
    machine.start()
    deliver('a')
    deliver('b')
    advance(5)
    machine.crash(CrashKind.keepsWritten)
    machine.start()
    deliver('c')
    advance(100)
    expect(seen).toEqual(['0 start', '5 start', '15 c'])
  })

  it('sets its timers by its own clock', () => {
    const { machine, seen, context, note, advance } = build()
    machine.start()
    machine.suffer({ ...SOUND, clockRate: 2, skewMicros: -7 })
    context().after(100, () => note(`${context().clock()} ${context().monotonicClock()}`))
    advance(100)
    expect(seen).toEqual(['0 start', '50 93 100'])
  })

  it('keeps a jumped clock over a crash', () => {
    const { machine, context } = build()
    machine.start()
    machine.jumpClock(40)
    machine.crash(CrashKind.losesUnsynced)
    machine.start()
    expect([context().clock(), context().monotonicClock()]).toEqual([40, 0])
  })
})
