import { describe, expect, test } from 'vitest'
import {
  cluster,
  inSync,
  keepSiblings,
  lastWriterWins,
  leaderless,
  majority,
  manual,
  merge,
  mostUpToDate,
  multiLeader,
  type OperationOutcome,
  type ResolutionSpec,
  type SemiSyncOptions,
  type SingleLeaderOptions,
  semiSync,
  singleLeader,
  sync,
  vote,
} from '../../../engine/index.ts'

/**
 * What the models must be able to say for real systems to be told from each other: each test is the smallest scenario in which it shows.
 * Messages take 1 ms, a sync 2 ms.
 */
const lead = (options: SingleLeaderOptions = {}, more = {}) =>
  cluster({
    model: singleLeader({ failover: manual(), reads: 'any', ...options }),
    network: { latency: '1ms' },
    disk: { sync: '2ms' },
    clients: 2,
    ...more,
  })

/** Waits for one follower, for as long as it takes. */
const blocking = (options: SemiSyncOptions = {}) =>
  semiSync({ acks: 1, onTimeout: 'block', ...options })

const onN1 = { to: 'n1' } as const
const fromN1 = { from: 'n1' } as const
const told = ({ outcome, value }: OperationOutcome) => [outcome, value]

describe('outcomes of three kinds', () => {
  test('ok, and lost', () => {
    const lab = lead()
    lab.partition(['n1'], ['n2', 'n3'])
    expect(lab.write('x', 1, onN1).outcome).toBe('ok')
    lab.crash('n1').promote('n2').advance('1s')
    expect(told(lab.read('x', { from: 'n2' }))).toEqual(['ok', undefined])
  })

  test('unknown, and done', () => {
    const lab = lead({ replication: sync() })
    lab.crash('n3')
    expect(lab.write('x', 1, onN1).outcome).toBe('unknown')
    lab.crash('n1').promote('n2').advance('1s')
    expect(lab.read('x', { from: 'n2' }).value).toBe(1)
  })

  test('fail, and not done', () => {
    const lab = lead({ replication: inSync({ minimum: 3, lag: '100ms' }) })
    lab.crash('n3').advance('500ms')
    expect(lab.write('x', 1, onN1).outcome).toBe('fail')
    lab.restart('n3').advance('1s')
    expect(lab.read('x', fromN1).value).toBeUndefined()
  })
})

describe('places of a write on a node', () => {
  /** What n1 has of a write that it had acknowledged from memory, after a crash 1 ms later. */
  const leftAfter = (loses: 'nothing' | 'unsynced' | 'everything') => {
    const lab = lead({ answers: 'received', followers: 0 }, { disk: { sync: '10ms' } })
    expect(lab.write('x', 1, onN1).outcome).toBe('ok')
    lab.crash('n1', { loses }).restart('n1').advance('100ms')
    return lab.read('x', fromN1).value
  }

  test('memory of the process is lost with it, memory of the system with power, a disk with itself', () => {
    expect([leftAfter('nothing'), leftAfter('unsynced'), leftAfter('everything')]).toEqual([
      1,
      undefined,
      undefined,
    ])
  })

  test('received and acknowledged is not applied', () => {
    const lab = lead({ replication: sync(), applier: { time: '100ms' } })
    expect(lab.write('x', 1, onN1).outcome).toBe('ok')
    expect(lab.read('x', { from: 'n2' }).value).toBeUndefined()
    lab.advance('200ms')
    expect(lab.read('x', { from: 'n2' }).value).toBe(1)
  })

  test('applied before it is acknowledged can be read everywhere at once', () => {
    const lab = lead({ replication: sync(), applier: { time: '100ms' }, acknowledges: 'applied' })
    lab.write('x', 1, onN1)
    expect(lab.read('x', { from: 'n2' }).value).toBe(1)
  })

  test('a leader that loses power may come back behind its followers', () => {
    const lab = lead({ durability: 'received', followers: 1 }, { disk: { sync: '20ms' } })
    lab.submit({ write: 'x', value: 1, to: 'n1' })
    lab.advance('3ms').crash('n1', { loses: 'unsynced' }).advance('30ms')
    expect(lab.read('x', { from: 'n2' }).value).toBe(1)
    lab.restart('n1').advance('1s')
    expect(lab.read('x', { from: 'n2' }).value).toBeUndefined()
  })
})

describe('messages of a dead sender', () => {
  test('arrive: a write that was never acknowledged is there after the failover', () => {
    const lab = lead({ replication: blocking() }, { network: { latency: '10ms' } })
    const pending = lab.submit({ write: 'x', value: 1, to: 'n1' })
    lab.advance('13ms').crash('n1').advance('50ms').promote('n2').advance('2s')
    expect([pending.result?.outcome, lab.read('x', { from: 'n2' }).value]).toEqual(['unknown', 1])
  })
})

describe('visibility apart from durability and acknowledgement', () => {
  /** Another reads at n1 while the writer waits for a follower that does not answer; then n1 dies. */
  const whileWaiting = (visibility: SingleLeaderOptions['visibility']) => {
    const lab = lead({ replication: blocking(), visibility })
    lab.write('x', 'old', onN1)
    lab.advance('100ms').crash('n2').crash('n3')
    const waiting = lab.submit({ write: 'x', value: 'new', to: 'n1' })
    lab.advance('50ms')
    const seen = lab.read('x', { ...fromN1, client: 'c2' }).value
    expect(waiting.isOpen).toBe(true)
    lab.crash('n1').restart('n2').promote('n2').advance('1s')
    return [seen, lab.read('x', { from: 'n2' }).value]
  }

  test('before the acknowledgements: a reader sees what is then gone', () => {
    expect(whileWaiting('appended')).toEqual(['new', 'old'])
  })

  test('only after them: it does not', () => {
    expect(whileWaiting('acknowledged')).toEqual(['old', 'old'])
  })

  test('a leader that dies while it waits and starts again shows what it never acknowledged', () => {
    const lab = lead({ replication: blocking() })
    lab.crash('n2').crash('n3')
    lab.submit({ write: 'x', value: 1, to: 'n1' })
    lab.advance('50ms')
    expect(lab.read('x', { ...fromN1, client: 'c2' }).value).toBeUndefined()
    lab.crash('n1', { loses: 'unsynced' }).restart('n1').advance('100ms')
    expect(lab.read('x', { ...fromN1, client: 'c2' }).value).toBe(1)
  })

  test('after the acknowledgement: answered at once, shown when all that keep up have it', () => {
    const lab = lead({
      replication: inSync(),
      durability: 'received',
      answers: 'received',
      visibility: 'committed',
    })
    lab.partition(['n1'], ['n2', 'n3'])
    expect(lab.write('x', 1, onN1).outcome).toBe('ok')
    expect(lab.read('x', fromN1).value).toBeUndefined()
    lab.heal().advance('1s')
    expect(lab.read('x', fromN1).value).toBe(1)
  })
})

describe('whom a leader waits for', () => {
  test('gives up after a time, waits for nobody, and waits again when a follower has caught up', () => {
    const lab = lead({ replication: semiSync({ timeout: '500ms' }) }, { timeout: '2s' })
    const latency = () => lab.write('x', 1, onN1).latency / 1_000
    lab.crash('n2').crash('n3')
    expect(latency()).toBeGreaterThan(500)
    expect(latency()).toBeLessThan(10)
    lab.restart('n2').advance('1s').crash('n2').advance('10ms')
    expect(latency()).toBeGreaterThan(500)
  })

  test('does not wait at all where too few are connected, if told so', () => {
    const replication = semiSync({ timeout: '10s', acks: 2, whenTooFew: 'async' })
    const lab = lead({ replication }, { timeout: '20s' })
    lab.crash('n3').advance('2s')
    expect(lab.write('x', 1, onN1).latency).toBeLessThan(10_000)
    const patient = lead({ replication: semiSync({ timeout: '10s', acks: 2 }) }, { timeout: '20s' })
    patient.crash('n3').advance('2s')
    expect(patient.write('x', 1, onN1).latency).toBeGreaterThan(10_000_000)
  })

  test('the first that is connected, and the next when that is gone', () => {
    const lab = lead({ replication: blocking({ from: 'first' }) })
    lab.oneWay({ from: 'n2', to: 'n1' })
    const waiting = lab.submit({ write: 'x', value: 1, to: 'n1' })
    lab.advance('300ms')
    expect(waiting.isOpen).toBe(true)
    lab.advance('700ms')
    expect(waiting.result?.outcome).toBe('ok')
    const any = lead({ replication: blocking() })
    any.oneWay({ from: 'n2', to: 'n1' })
    expect(any.write('x', 1, onN1).latency).toBeLessThan(10_000)
  })
})

describe('clocks of the nodes', () => {
  test('a later write loses to an earlier one whose node is ahead', () => {
    const lab = cluster({ model: leaderless(), network: { latency: '1ms' } })
    lab.clockSkew('n1', '1s')
    lab.write('x', 'earlier', { to: 'n1' })
    lab.advance('100ms').write('x', 'later', { to: 'n2' })
    expect(lab.read('x', { from: 'n3' }).value).toBe('earlier')
  })
})

describe('who makes a leader', () => {
  const leader = (lab: ReturnType<typeof lead>) =>
    lab.state().nodes.find(({ role }) => role === 'leader')?.node

  test('the nodes, a controller, or a person; or nobody', () => {
    const elected = lead({ replication: majority(), failover: vote(), apply: 'committed' })
    const watched = lead({ failover: mostUpToDate({ detectAfter: '300ms' }) })
    const byHand = lead()
    for (const lab of [elected, watched, byHand]) lab.crash('n1').advance('2s')
    expect(leader(elected)).toMatch(/n[23]/)
    expect(leader(watched)).toMatch(/n[23]/)
    expect(leader(byHand)).toBeUndefined()
    expect(leader(byHand.promote('n3').advance('100ms'))).toBe('n3')
  })

  test('a controller outside the set of those that keep up only if told so', () => {
    const afterLoss = (unclean: boolean) => {
      const replication = inSync({ lag: '100ms', unclean })
      const lab = lead({ replication, failover: mostUpToDate({ detectAfter: '300ms' }) })
      lab.crash('n2').crash('n3').advance('500ms')
      lab.write('x', 1, onN1)
      lab.crash('n1').advance('10ms').restart('n2').restart('n3').advance('2s')
      return leader(lab)
    }
    expect([afterLoss(false), afterLoss(true)]).toEqual([undefined, 'n2'])
  })
})

describe('an old leader that comes back', () => {
  /** n1 alone has taken a write when n2 is promoted. */
  const back = (options: SingleLeaderOptions) => {
    const lab = lead(options)
    lab.partition(['n1', 'c1'], ['n2', 'n3', 'c2'])
    lab.write('x', 'lost', onN1)
    lab.promote('n2').advance('100ms')
    lab.write('y', 'kept', { to: 'n2', client: 'c2' })
    return lab.heal().advance('1s')
  }
  const at = (lab: ReturnType<typeof back>, node: string) => [
    lab.read('x', { from: node }).value,
    lab.read('y', { from: node }).value,
  ]

  test('gives way', () => {
    expect(at(back({}), 'n1')).toEqual([undefined, 'kept'])
  })

  test('gives way, and what it had is kept for a person to look at', () => {
    const lab = back({ rejoin: 'set-aside' })
    expect(at(lab, 'n1')).toEqual([undefined, 'kept'])
    expect(lab.state().nodes[0].details.setAside).toEqual(['lost'])
  })

  test('goes on to show what only it has, and gets nothing new', () => {
    expect(at(back({ rejoin: 'diverge' }), 'n1')).toEqual(['lost', undefined])
  })

  test('leads on beside the new one, and both take writes, until it is built anew', () => {
    const lab = back({ stepsDown: false })
    expect(lab.write('z', 'one', onN1).outcome).toBe('ok')
    expect(lab.write('z', 'two', { to: 'n2' }).outcome).toBe('ok')
    expect([lab.read('z', fromN1).value, lab.read('z', { from: 'n2' }).value]).toEqual([
      'one',
      'two',
    ])
    lab.crash('n1', { loses: 'everything' }).restart('n1').advance('1s')
    expect([lab.read('z', fromN1).value, ...at(lab, 'n1')]).toEqual(['two', undefined, 'kept'])
  })
})

describe('what becomes of concurrent writes', () => {
  test.each<[string, ResolutionSpec, unknown[]]>([
    ['the later stamp stays', lastWriterWins(), ['b']],
    ['both stay', keepSiblings(), ['a', 'b']],
    ['a function makes one of them', merge((a, b) => `${a}${b}`), ['ab']],
  ])('%s', (_name, resolution, expected) => {
    const model = multiLeader({ resolution })
    const lab = cluster({ model, network: { latency: '1ms' }, clients: 2 })
    lab.partition(['n1'], ['n2'])
    lab.write('x', 'a', { to: 'n1' })
    lab.write('x', 'b', { to: 'n2', client: 'c2' })
    lab.heal().advance('3s')
    const values = ['n1', 'n2'].map((from) => [...lab.read('x', { from }).values].sort())
    expect(values).toEqual([expected, expected])
  })
})
