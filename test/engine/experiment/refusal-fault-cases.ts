import { faults, leaderless } from '../../../engine/index.ts'

/** A scenario, or anything else, that `resolve` refuses. */
export type Refused = () => unknown

const model = leaderless()
const withFaults = (...list: readonly unknown[]) => ({ model, faults: list })
const at = faults.at('1s')

/** Faults of machines and links, their length and their schedule. */
export const REFUSED_FAULTS: readonly (readonly [title: string, spec: Refused])[] = [
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
