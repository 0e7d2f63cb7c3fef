import { faults, leaderless, manual, multiLeader, singleLeader } from '../../../engine/index.ts'
import type { Refused } from './refused.ts'

const model = leaderless()
const withFaults = (...list: readonly unknown[]) => ({ model, faults: list })
const withLeader = (...list: readonly unknown[]) => ({ model: singleLeader(), faults: list })
const at = faults.at('1s')

/** Faults: whom they strike, how, for how long and when. */
export const REFUSED_FAULTS: readonly (readonly [title: string, spec: Refused])[] = [
  ['faults that are one fault', () => ({ model, faults: at.heal() })],
  ['a fault without time', () => withFaults({ kind: 'heal' })],
  ['an unknown fault', () => withFaults({ at: 0, kind: 'explode' })],
  ['a fault after the end', () => withFaults(faults.at('20s').heal())],
  ['a fault before the start', () => withFaults(faults.at(-1).heal())],
  ['a crash of nobody', () => withFaults(at.crash('n7'))],
  [
    'a crash of nobody among many',
    () => ({ model: leaderless({ nodes: 50 }), faults: [at.crash('n99')] }),
  ],
  ['a crash of a client', () => withFaults(at.crash('c1'))],
  ['a crash of a list', () => withFaults(at.crash(['n1'] as never))],
  ['a crash of the leader where there is none', () => withFaults(at.crash('leader'))],
  [
    'a crash of the leader where there are several',
    () => ({ model: multiLeader(), faults: [at.crash('leader')] }),
  ],
  ['a crash of the controller where there is none', () => withLeader(at.crash('controller'))],
  ['a crash that loses its mind', () => withFaults(at.crash('n1', { loses: 'mind' as never }))],
  ['a restart of the leader', () => withLeader(at.crash('n1'), at.restart('leader'))],
  ['a restart before any crash', () => withFaults(at.restart('n1'), faults.at('2s').crash('n1'))],
  ['a resume before any pause', () => withFaults(at.resume())],
  ['a promotion where there is no leader', () => withFaults(at.promote('n1'))],
  ['a promotion without failover', () => withLeader(at.promote('n2'))],
  [
    'a promotion of the leader',
    () => ({ model: singleLeader({ failover: manual() }), faults: [at.promote('leader')] }),
  ],
  ['a partition into one', () => withFaults(at.partition(['n1', 'n2']))],
  ['a partition of texts', () => withFaults(at.partition('n1' as never, 'n2' as never))],
  ['a partition with an empty group', () => withFaults(at.partition(['n1'], []))],
  ['groups that overlap', () => withFaults(at.partition(['n1', 'n2'], ['n3', 'n2']))],
  [
    'groups that overlap by region',
    () => ({
      model: leaderless({ regions: ['eu', 'us'] }),
      faults: [at.partition(['eu'], ['us', 'n1'])],
    }),
  ],
  ['a leader on both sides', () => withLeader(at.partition(['leader'], ['leader', 'n3']))],
  ['an isolation of nobody', () => withFaults(at.isolate())],
  ['an isolation of a stranger', () => withFaults(at.isolate('n1', 'n4'))],
  ['an isolation of the leader where there is none', () => withFaults(at.isolate('leader'))],
  ['a cut without end', () => withFaults({ at: 0, kind: 'one-way', from: 'n1' })],
  ['a cut to a stranger', () => withFaults(at.oneWay({ from: 'n1', to: 'eu' }))],
  ['a loss above 1', () => withFaults(at.loss(2))],
  ['a negative delay', () => withFaults(at.delay('-1ms'))],
  ['a fault for no time', () => withFaults(at.pause('n1', { for: 0 }))],
  ['a restart for a time', () => withFaults({ at: 0, kind: 'restart', target: 'n1', for: '1s' })],
  ['a slowness that hurries', () => withFaults(at.slow('n1', { factor: 0.5 }))],
  ['a slow client', () => withFaults(at.slow('c1'))],
  [
    'a disk that is half full',
    () => withFaults({ at: 0, kind: 'full-disk', target: 'n1', share: 0.5 }),
  ],
  ['a lie for no time', () => withFaults(at.lyingDisk('n1', { delay: 0 }))],
  ['a clock that stands still', () => withFaults(at.clockDrift('n1', 0))],
  ['a skew that is no time', () => withFaults(at.clockSkew('n1', 'late'))],
  ['a jump without length', () => withFaults({ at: 0, kind: 'clock-jump', target: 'n1' })],
  ['a return to normal of nobody', () => withFaults(at.normal('n8'))],
  [
    'a random minority of two',
    () => ({ model: leaderless({ replicas: 2, nodes: 2 }), faults: [at.crash('random minority')] }),
  ],
  ['a bridge over two', () => withFaults({ at: 0, kind: 'bridge', over: ['n1', 'n2'] })],
  ['a bridge over all', () => withFaults(at.bridge('all'))],
  [
    'a bridge between two nodes',
    () => ({ model: leaderless({ replicas: 2, nodes: 2 }), faults: [at.bridge('n1')] }),
  ],
  [
    'a ring of two',
    () => ({ model: leaderless({ replicas: 2, nodes: 2 }), faults: [at.majoritiesRing()] }),
  ],
  ['a duplication above 1', () => withFaults(at.duplicate(2))],
  ['a reordering by nothing', () => withFaults(at.reorder(0))],
  ['a bandwidth of nothing', () => withFaults(at.bandwidth(0))],
  ['a bandwidth in words', () => withFaults(at.bandwidth('10MB' as never))],
  ['a delay between three', () => withFaults(at.delay('1ms', { between: ['n1', 'n2', 'n3'] }))],
  [
    'a delay between and from',
    () => withFaults(at.delay('1ms', { between: ['n1', 'n2'], from: 'n3' })),
  ],
  ['a delay to a stranger', () => withFaults(at.delay('1ms', { to: 'mars' }))],
  [
    'a fault at a time and again and again',
    () => withFaults({ at: 0, every: { period: '1s' }, kind: 'heal' }),
  ],
  ['a fault without period', () => withFaults({ every: {}, kind: 'heal' })],
  ['a repetition without end', () => withFaults(faults.every('1s', { to: '1h' }).heal())],
  ['a repetition backwards', () => withFaults(faults.every('1s', { from: '5s', to: '2s' }).heal())],
  ['a repetition that never strikes', () => withFaults(faults.every('1m').heal())],
  ['too many strikes', () => withFaults(faults.every('100us').heal())],
  ['a random schedule at a time', () => withFaults({ kind: 'random', at: 0, intensity: 'mild' })],
  ['an unknown intensity', () => withFaults(faults.random({ intensity: 'harsh' as never }))],
  [
    'a random schedule of an unknown kind',
    () => withFaults(faults.random({ kinds: ['restart' as never] })),
  ],
  [
    'a random schedule of kinds that cannot be',
    () => ({
      model: leaderless({ replicas: 1, nodes: 1 }),
      faults: [faults.random({ kinds: ['partition'] })],
    }),
  ],
  ['a random schedule backwards', () => withFaults(faults.random({ from: '5s', to: '2s' }))],
  ['a region called random', () => ({ model: leaderless({ regions: ['eu', 'random'] }) })],
  ['a network without bandwidth', () => ({ model, network: { bandwidth: 0 } })],
]
