import { expect, test } from 'vitest'
import {
  cluster,
  leaderless,
  majority,
  manual,
  multiLeader,
  type OperationOutcome,
  ScenarioError,
  singleLeader,
  vote,
} from '../../../engine/index.ts'
import { displaySymbol } from '../../../engine/trace/table.ts'

const text = (value: { [displaySymbol](): { 'text/plain': string } }) =>
  value[displaySymbol]()['text/plain']

const constant = { network: { latency: '1ms' }, disk: { sync: 0 } } as const

test('a write is there for a read, and both say what they took', () => {
  const c = cluster({ ...constant, model: leaderless() })
  const write = c.write('x', { size: 1 }, { to: 'n1' })
  const read = c.read('x', { from: 'n2' })
  expect(write).toMatchObject({ outcome: 'ok', node: 'n1', client: 'c1', latency: 4_000 })
  expect(read).toMatchObject({
    outcome: 'ok',
    value: { size: 1 },
    values: [{ size: 1 }],
    node: 'n2',
  })
  expect(c.now).toBe(8_000)
  expect(text(write)).toBe('write x = {"size":1}   ok from n1 in 4.00 ms')
  expect(text(c.read('y'))).toContain('read y = nothing   ok from n')
})

test('a leader cut off from its followers cannot commit, and time passes while it tries', () => {
  const c = cluster({ ...constant, model: singleLeader({ replication: majority() }) })
  c.write('x', 1)
  c.partition(['n1'], ['n2', 'n3'])
  expect(c.write('x', 2, { to: 'n1' }).outcome).not.toBe('ok')
  c.heal().advance('2s')
  expect(c.write('x', 3).outcome).toBe('ok')
  expect(c.read('x').value).toBe(3)
})

test('a person crashes the leader and promotes a follower', () => {
  const c = cluster({ ...constant, model: singleLeader({ failover: manual() }) })
  c.write('x', 1)
  c.advance('100ms').crash('leader').promote('n2').advance('200ms')
  expect(c.state().node('n1')?.status).toBe('down')
  expect(c.state().node('n2')?.role).toBe('leader')
  expect(c.restart('n1').advance('1s').state().node('n1')?.role).toBe('follower')
})

test('a write that builds on a read replaces its siblings', () => {
  const c = cluster({ ...constant, model: leaderless({ versions: 'version-vectors' }), clients: 2 })
  c.submit({ write: 'x', value: 'a', client: 'c1', to: 'n1' })
  c.submit({ write: 'x', value: 'b', client: 'c2', to: 'n2' })
  c.advance('1s')
  const both = c.read('x')
  expect([...both.values].sort()).toEqual(['a', 'b'])
  c.write('x', 'c', { basedOn: both })
  expect(c.read('x').values).toEqual(['c'])
})

test('an operation that was submitted is open until time has passed', () => {
  const c = cluster({ ...constant, model: leaderless() })
  const pending = c.submit({ write: 'x', value: 1, to: 'n1' })
  expect(pending.isOpen).toBe(true)
  expect(text(pending)).toBe('write x   open, by c1')
  expect(c.now).toBe(0)
  c.advance('3ms')
  expect(pending.result).toBeUndefined()
  c.advance('1ms')
  expect(pending.result).toMatchObject({ outcome: 'ok', node: 'n1' })
})

test('clients stand in the regions of the nodes, one each, and ask from there', () => {
  const c = cluster({
    model: multiLeader({ regions: ['eu', 'us'] }),
    network: { latency: '1ms', links: [{ between: ['eu', 'us'], latency: '50ms' }] },
    disk: { sync: 0 },
  })
  expect(c.write('x', 1, { client: 'us' })).toMatchObject({
    node: 'n2',
    client: 'c2',
    latency: 2_000,
  })
  expect(c.read('x', { client: 'eu' })).toMatchObject({ node: 'n1', values: [] })
  expect(c.advance('50ms').read('x', { client: 'eu' }).value).toBe(1)
})

test('the same steps give the same fingerprint, and a recipe starts the same cluster', () => {
  const steps = (spec: Parameters<typeof cluster>[0]) => {
    const c = cluster(spec)
    c.write('x', 1)
    c.isolate('n1').loss(0.1).delay('2ms').advance('1s').heal()
    c.pause('n2').advance('10ms').resume()
    c.oneWay({ from: 'n1', to: 'n2' })
    c.read('x')
    return c
  }
  const first = steps({ seed: 3, model: leaderless() })
  expect(steps(first.scenario as never).fingerprint).toBe(first.fingerprint)
  expect(steps({ seed: 4, model: leaderless() }).fingerprint).not.toBe(first.fingerprint)
  expect(first.names.faults.map(({ label }) => label)).toEqual([
    'isolate n1',
    'lose 10% of messages',
    'delay messages by 2ms',
    'heal',
    'pause n2',
    'resume stopped',
    'cut n1 → n2',
  ])
  expect(first.history.length).toBe(2)
  expect(first.names.key(0)).toBe('x')
})

test('the state is a row a node', async () => {
  const c = cluster({ ...constant, model: singleLeader({ followers: 2 }) })
  c.write('x', 1)
  c.write('name', 'Ada')
  c.advance('100ms').crash('n3')
  await expect(text(c)).toMatchFileSnapshot('cluster-state.txt')
  expect(text(c.state())).toBe(text(c))
})

test.each<[title: string, step: (c: ReturnType<typeof cluster>) => unknown, sentence: string]>([
  [
    'a key that is no text',
    (c) => c.read(1 as never),
    'key is 1, but must be the name of a key of 1 to 200 characters.',
  ],
  [
    'no value',
    (c) => c.write('x', undefined),
    'value is missing: it must be data that JSON can hold.',
  ],
  [
    'a function as a value',
    (c) => c.write('x', () => 1),
    'value is a function, but must be data that JSON can hold.',
  ],
  [
    'an unknown node',
    (c) => c.read('x', { from: 'n9' }),
    "from is 'n9', but must be n1, n2 or n3.",
  ],
  [
    'a client as a node',
    (c) => c.write('x', 1, { to: 'c1' }),
    "to is 'c1', but must be n1, n2 or n3.",
  ],
  [
    'an unknown client',
    (c) => c.write('x', 1, { client: 'eu' }),
    "client is 'eu', but must be c1.",
  ],
  [
    'an unknown option',
    (c) => c.write('x', 1, { form: 'n1' } as never),
    'options.form is not a field. Allowed: to, client, basedOn, level.',
  ],
  [
    'options that are a text',
    (c) => c.read('x', 'n1' as never),
    "options is 'n1', but must be an object of from, client, level.",
  ],
  [
    'a base that is no read',
    (c) => c.write('x', 1, { basedOn: 7 as never }),
    'basedOn is 7, but must be the result of a read of this cluster.',
  ],
  [
    'a base of another key',
    (c) => c.write('x', 1, { basedOn: c.read('y') }),
    'basedOn is a read of y, but must be one of x.',
  ],
  [
    'no time',
    (c) => c.advance(0),
    "time is 0, but must be a time such as '250us', '10ms', '2s' or '1m', or a number of milliseconds, above zero.",
  ],
  [
    'a crash of nobody',
    (c) => c.crash('n7'),
    "fault.target is 'n7', but must be n1, n2, n3, random, random minority or all.",
  ],
  [
    'a promotion where nobody leads',
    (c) => c.promote('n1'),
    'fault promotes a node, which needs a single-leader model with failover manual() or vote().',
  ],
  [
    'nothing to submit',
    (c) => c.submit(null as never),
    'submit is null, but must be an object of read, or of write and value.',
  ],
  [
    'a value that JSON cannot hold',
    (c) => c.write('x', [10n]),
    'value is a list of 1, but must be data that JSON can hold.',
  ],
  ['no number', (c) => c.write('x', Number.NaN), 'value is NaN, but must be data that JSON can'],
  [
    'the read of another cluster',
    (c) => c.write('x', 1, { basedOn: cluster({ model: leaderless() }).read('x') }),
    'basedOn is an object, but must be the result of a read of this cluster.',
  ],
  [
    'a read with a value',
    (c) => c.submit({ read: 'x', value: 1 } as never),
    'options.value is not a field. Allowed: from, client, level.',
  ],
])('%s is refused with one sentence', (_title, step, sentence) => {
  const attempt = () => step(cluster({ model: leaderless() }))
  expect(attempt).toThrow(ScenarioError)
  expect(attempt).toThrow(sentence)
})

test('a cluster at its limit of events says so', () => {
  const c = cluster({ model: leaderless(), limits: { events: 3 } })
  expect(() => c.write('x', 1)).toThrow('limit of 3 events')
})

test('a wrong cluster is refused', () => {
  expect(() => cluster({ model: leaderless(), workload: 1 } as never)).toThrow(
    'workload is not a field',
  )
})

test('an operation that is not ok says why', () => {
  const c = cluster({ model: singleLeader({ failover: vote() }), network: { latency: '1ms' } })
  const why = (operation: OperationOutcome) => `${operation.outcome}: ${operation.reason}`
  expect(c.write('x', 1).reason).toBeUndefined()
  expect(why(c.write('x', 1, { to: 'n2' }))).toBe('fail: ask n1')
  c.crash('followers').advance('1s')
  expect(why(c.write('x', 1, { to: 'n1' }))).toBe('fail: refused')
  expect(why(c.write('x', 1))).toBe('unknown: no answer in time')
  c.crash('n1')
  expect(why(c.read('x'))).toBe('fail: no answer in time')
  const d = cluster({ model: leaderless({ write: 3 }), network: { latency: '1ms' } }).crash('n3')
  expect(why(d.write('x', 1, { to: 'n1' }))).toBe('unknown: not confirmed')
  expect(why(d.write('x', 1, { to: 'n3' }))).toBe('unknown: no answer in time')
  expect(d.write('x', 1, { to: 'n3' })[displaySymbol]()['text/plain']).toBe(
    'write x = 1   unknown in 1.00 s: no answer in time',
  )
})
