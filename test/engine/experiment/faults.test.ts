import { describe, expect, test } from 'vitest'
import {
  cluster,
  EventKind,
  faults,
  latency,
  leaderless,
  majority,
  multiLeader,
  type ScenarioSpec,
  semiSync,
  simulate,
  singleLeader,
  vote,
  workload,
} from '../../../engine/index.ts'

/** One millisecond each way, syncs of 0.1 ms, no chance. */
const EVEN = { network: { latency: latency.constant('1ms') }, timeout: '200ms' } as const
const single = () => cluster({ model: singleLeader(), ...EVEN })
const quorum = () => cluster({ model: leaderless(), ...EVEN })
const MILLI = 1_000

const STEADY: ScenarioSpec = {
  model: singleLeader({ replication: majority() }),
  workload: workload.ycsb('A', { clients: 4, rate: 200, keys: 20 }),
  duration: '2s',
}

describe('a slow node', () => {
  test('takes the floor for each message, one after the other', () => {
    const c = single()
    const usual = c.read('x').latency
    c.slow('leader', { floor: '5ms' })
    expect(c.read('x').latency).toBe(usual + 5 * MILLI)
    const pending = [1, 2, 3].map(() => c.submit({ read: 'x' }))
    c.advance('50ms')
    const latencies = pending.map(({ result }) => result!.latency - usual)
    expect(latencies).toEqual([5 * MILLI, 10 * MILLI, 15 * MILLI])
  })

  test('multiplies a service time', () => {
    const c = cluster({ model: singleLeader(), service: { request: '2ms' }, ...EVEN })
    const usual = c.read('x').latency
    c.slow('n1', { factor: 4 })
    expect(c.read('x').latency).toBe(usual + 6 * MILLI)
    c.normal('n1')
    expect(c.read('x').latency).toBe(usual)
  })
})

describe('a slow disk', () => {
  test('makes writes wait for its syncs, reads not', () => {
    const c = single()
    const [write, read] = [c.write('x', 1).latency, c.read('x').latency]
    c.slowDisk('n1', { floor: '20ms', for: '1s' })
    expect(c.write('x', 2).latency).toBe(write - 100 + 20 * MILLI)
    expect(c.read('x').latency).toBe(read)
    c.advance('1s')
    expect(c.write('x', 3).latency).toBe(write)
  })
})

describe('a full disk', () => {
  test.each([
    ['a single leader', singleLeader(), 'n1'],
    ['a leader of several', multiLeader(), 'n1'],
    ['a node that names its writes', leaderless({ versions: 'version-vectors' }), 'all'],
  ])(
    '%s refuses writes, still reads, and takes writes again when there is room',
    (_who, model, target) => {
      const c = cluster({ model, ...EVEN })
      c.write('x', 1, { to: 'n1' })
      c.fullDisk(target)
      expect(c.write('x', 2, { to: 'n1' }).outcome).toBe('fail')
      expect(c.read('x', { from: 'n1' }).value).toBe(1)
      c.normal()
      expect(c.write('x', 3, { to: 'n1' }).outcome).toBe('ok')
    },
  )

  test('a follower without room does not count towards a majority, and catches up', () => {
    const c = cluster({ model: singleLeader({ replication: majority() }), ...EVEN })
    c.fullDisk('followers')
    expect(c.write('x', 1).outcome).toBe('unknown')
    c.normal()
    c.advance('1s')
    expect(c.write('x', 2).outcome).toBe('ok')
    expect(c.state().nodes.map(({ log }) => log!.length)).toEqual([2, 2, 2])
  })

  test('a follower without room does not count as one that has received either', () => {
    const model = singleLeader({ replication: semiSync({ acks: 2, timeout: '1s' }) })
    const c = cluster({ model, ...EVEN })
    c.fullDisk('n3')
    c.advance('300ms')
    expect(c.write('x', 1).outcome).toBe('unknown')
  })

  test('a replica of a quorum without room neither keeps nor acknowledges', () => {
    const c = cluster({ model: leaderless({ write: 3 }), ...EVEN })
    c.fullDisk('n3')
    expect(c.write('x', 1, { to: 'n1' }).outcome).toBe('unknown')
    expect(c.state().node('n3')!.values).toEqual({})
    expect(c.state().node('n2')!.values).toEqual({ x: 1 })
  })

  test('no vote is given without room to write it down', () => {
    const model = singleLeader({ replication: majority(), failover: vote() })
    const c = cluster({ model, ...EVEN })
    c.fullDisk('followers')
    c.crash('leader')
    c.advance('5s')
    expect(c.state().nodes.filter(({ role }) => role === 'leader')).toEqual([])
    c.normal()
    c.advance('5s')
    expect(c.state().nodes.filter(({ role }) => role === 'leader').length).toBe(1)
  })
})

describe('a disk that lies', () => {
  const lost = (prepare: (c: ReturnType<typeof quorum>) => unknown, wait = '50ms') => {
    const c = cluster({ model: leaderless({ replicas: 1, nodes: 1 }), ...EVEN })
    prepare(c)
    expect(c.write('x', 1).outcome).toBe('ok')
    c.advance(wait)
    c.crash('n1').restart()
    return c.read('x').value === undefined
  }

  test('loses what was acknowledged, with the power', () => {
    expect(lost(() => {})).toBe(false)
    expect(lost((c) => c.lyingDisk('n1'))).toBe(true)
  })

  test('writes it in the end', () => {
    expect(lost((c) => c.lyingDisk('n1', { delay: '2s' }), '1900ms')).toBe(true)
    expect(lost((c) => c.lyingDisk('n1', { delay: '2s' }), '2s')).toBe(false)
    expect(lost((c) => c.lyingDisk('n1', { for: '30ms' }))).toBe(false)
  })

  test('answers at once', () => {
    const c = cluster({ model: singleLeader(), disk: { sync: '10ms' }, ...EVEN })
    const usual = c.write('x', 1).latency
    c.lyingDisk('n1')
    expect(c.write('x', 2).latency).toBe(usual - 10 * MILLI)
  })
})

describe('a disk that lied to a leader', () => {
  test('leaves replicas different for good: the leader gives a name a second time', () => {
    const c = cluster({ model: multiLeader(), ...EVEN })
    c.lyingDisk('n1')
    c.write('x', 'lost', { to: 'n1' })
    c.advance('100ms').crash('n1', { for: '10ms' }).advance('100ms').normal()
    c.write('y', 'new', { to: 'n1' })
    c.advance('10s')
    const seen = (key: string) => ['n1', 'n2'].map((from) => c.read(key, { from }).value)
    expect(seen('x')).toEqual([undefined, 'lost'])
    expect(seen('y')).toEqual(['new', undefined])
  })
})

describe('a wrong clock', () => {
  test('that is ahead wins over later writes until it is right again', () => {
    const c = quorum()
    c.clockSkew('n1', '1m', { for: '1s' })
    c.write('x', 'early', { to: 'n1' })
    c.advance('100ms')
    c.write('x', 'late', { to: 'n2' })
    expect(c.read('x').value).toBe('early')
    c.advance('1s')
    c.write('y', 'early', { to: 'n3' })
    c.advance('100ms')
    c.write('y', 'late', { to: 'n2' })
    expect(c.read('y').value).toBe('late')
  })

  test('that was put back loses to earlier writes, for good', () => {
    const c = quorum()
    c.advance('2s')
    c.clockJump('n1', '-1s').normal()
    c.write('x', 'early', { to: 'n2' })
    c.advance('100ms')
    c.write('x', 'late', { to: 'n1' })
    expect(c.read('x').value).toBe('early')
  })

  test('that runs fast stands for election early; one that is skewed does not', () => {
    const standsIn = (prepare: (c: ReturnType<typeof single>) => unknown) => {
      const model = singleLeader({
        replication: majority(),
        failover: vote({ electionTimeout: { from: '1s', to: '1001ms' } }),
        fencing: false,
      })
      const c = cluster({ model, ...EVEN })
      prepare(c)
      c.advance('2s').crash('n1').advance('300ms')
      return c.state().node('n2')!.role
    }
    expect(standsIn((c) => c.clockDrift('n2', 5))).toBe('leader')
    expect(standsIn((c) => c.clockSkew('n2', '1h'))).toBe('follower')
    expect(standsIn((c) => c.clockJump('n2', '1h'))).toBe('follower')
  })

  test('does not confuse who a wiped replica is', () => {
    const c = cluster({ model: multiLeader(), ...EVEN })
    c.clockSkew('all', '-1h').clockDrift('n1', 0.5)
    for (const round of [1, 2, 3]) {
      c.write('x', round, { to: 'n1' })
      c.crash('n1', { loses: 'everything' }).restart().advance('2s')
      expect(c.read('x', { from: 'n1' }).value).toBe(round)
    }
  })
})

describe('a fault of the network', () => {
  test('loss, duplication and delay concern the links that they name, and end', () => {
    const c = quorum()
    const usual = c.read('x', { from: 'n1' }).latency
    c.delay('30ms', { between: ['c1', 'n1'], for: '1s' })
    expect(c.read('x', { from: 'n1' }).latency).toBe(usual + 60 * MILLI)
    expect(c.read('x', { from: 'n2' }).latency).toBe(usual)
    c.advance('1s')
    expect(c.read('x', { from: 'n1' }).latency).toBe(usual)
    c.delay('30ms', { from: 'n1', to: 'c1' })
    expect(c.read('x', { from: 'n1' }).latency).toBe(usual + 30 * MILLI)
    c.heal().loss(1, { to: ['n2', 'n3'] })
    expect(c.read('x', { from: 'n1' }).outcome).toBe('fail')
  })

  test('a bandwidth makes large messages wait in line', () => {
    const c = quorum()
    const usual = c.read('x', { from: 'n1' }).latency
    c.bandwidth(10_000, { from: 'c1', to: 'n1' })
    expect(c.read('x', { from: 'n1' }).latency).toBe(usual + 8_000)
    const pending = [1, 2].map(() => c.submit({ read: 'x', from: 'n1' }))
    c.advance('100ms')
    expect(pending.map(({ result }) => result!.latency - usual)).toEqual([8_000, 16_000])
  })

  test('a network has a bandwidth of its own', () => {
    const network = { latency: latency.constant('1ms'), bandwidth: 10_000 }
    const c = cluster({ model: singleLeader({ followers: 0 }), network })
    expect(c.read('x').latency).toBe(2_000 + 8_000 + 6_400)
  })

  test('a bridge leaves one node that reaches all', () => {
    const c = cluster({ model: leaderless({ nodes: 5, replicas: 5, write: 4, read: 1 }), ...EVEN })
    c.bridge('n3')
    expect(c.write('x', 1, { to: 'n1' }).outcome).toBe('unknown')
    expect(c.write('x', 2, { to: 'n3' }).outcome).toBe('ok')
  })

  test('in a majorities ring every node hears a majority, and none hears all', () => {
    const c = cluster({ model: leaderless({ nodes: 5, replicas: 5, write: 3, read: 1 }), ...EVEN })
    c.majoritiesRing()
    for (const to of ['n1', 'n2', 'n3', 'n4', 'n5']) {
      expect(c.write('x', 1, { to }).outcome).toBe('ok')
    }
    const all = cluster({
      model: leaderless({ nodes: 5, replicas: 5, write: 4, read: 1 }),
      ...EVEN,
    })
    all.majoritiesRing()
    expect(all.write('x', 1, { to: 'n1' }).outcome).toBe('unknown')
  })

  test('duplicates and reordered messages reach replicas that were written for them', () => {
    const run = simulate({
      ...STEADY,
      faults: [faults.at('100ms').duplicate(0.5), faults.at('100ms').reorder('20ms')],
    })
    const sent = run.trace.events(EventKind.send).length
    expect(run.trace.events(EventKind.deliver).length).toBeGreaterThan(1.3 * sent)
    expect(run.metrics.lostWrites?.count).toBe(0)
  })
})
