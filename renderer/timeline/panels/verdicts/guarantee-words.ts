import type { JUDGED } from '../../../../engine/timeline/index.ts'

type Guarantee = (typeof JUDGED)[number]

/** What a guarantee means, in one sentence for one who does not know it. */
export const GUARANTEE_WORDS: Readonly<Partial<Record<Guarantee, string>>> = {
  linearizable: 'Every operation took effect at one moment between its call and its return.',
  'sequentially consistent':
    'All clients could have seen one order of operations, though perhaps later than it happened.',
  'causally consistent': 'Nobody saw an effect without what had caused it.',
  'read your writes': 'Who wrote something found it, or something newer, when reading.',
  'monotonic reads': 'Who read something never read something older afterwards.',
  'monotonic writes': 'Writes of one client were seen in the order in which they were made.',
  'writes follow reads': 'Who saw a write also saw what its author had read before.',
  convergent: 'In the end all replicas hold the same.',
  'no lost writes': 'Every write that was acknowledged is still there at the end.',
  'no lost updates': 'No client overwrote what another had written without having seen it.',
  'no dirty reads': 'Nothing was read that never came to be.',
  'one leader a term': 'No two nodes became leader in the same term.',
}

export const STANDING_SIGNS = { held: '✓', broken: '✗', unknown: '?' } as const
