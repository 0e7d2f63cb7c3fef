import { MICROS_PER_SECOND, type Micros, toMillis } from '../../core/clock.ts'
import { log } from '../../core/math.ts'
import type { Random } from '../../core/random.ts'
import type { FaultKindSpec, FaultSpec, Intensity, RandomKind } from '../spec/fault-spec.ts'
import { RANDOM_KINDS } from '../spec/fault-spec.ts'

/** What the words for an intensity stand for. */
interface Rates {
  /** Mean time from the end of one fault to the next strike; from strike to strike where faults overlap. Exponential. */
  readonly gapMicros: Micros
  /** Mean time that a fault lasts; evenly from half to one and a half times that. */
  readonly lastsMicros: Micros
  readonly overlap: boolean
  readonly kinds: readonly RandomKind[]
}

const MILD: readonly RandomKind[] = ['pause', 'slow', 'slow-disk', 'loss', 'delay']
const ROUGH: readonly RandomKind[] = [
  ...MILD,
  'crash',
  'isolate',
  'one-way',
  'partition',
  'duplicate',
  'reorder',
  'bandwidth',
]

export const RATES: Readonly<Record<Intensity, Rates>> = {
  mild: { gapMicros: 10e6, lastsMicros: 1e6, overlap: false, kinds: MILD },
  rough: { gapMicros: 3e6, lastsMicros: 2e6, overlap: false, kinds: ROUGH },
  hostile: { gapMicros: 1e6, lastsMicros: 2e6, overlap: true, kinds: RANDOM_KINDS },
}

/** Nodes that a kind needs to make sense; 1 where it is not here. */
const NODES_NEEDED = new Map<RandomKind, number>([
  ['partition', 2],
  ['one-way', 2],
  ['bridge', 3],
  ['majorities-ring', 3],
])

interface Schedule {
  readonly intensity: Intensity
  readonly kinds: readonly RandomKind[]
  readonly from: Micros
  readonly to: Micros
  /** Names of all nodes. */
  readonly nodes: readonly string[]
}

/** The kinds that make sense on a cluster of so many nodes. */
export const kindsFor = (kinds: readonly RandomKind[], nodes: number): RandomKind[] =>
  kinds.filter((kind) => nodes >= (NODES_NEEDED.get(kind) ?? 1))

/** The faults of a random schedule, in order of time; all have ended by its end. */
export function drawFaults(
  { intensity, kinds, from, to, nodes }: Schedule,
  random: Random,
): FaultSpec[] {
  const { gapMicros, lastsMicros, overlap } = RATES[intensity]
  const drawn: FaultSpec[] = []
  let time = from
  for (;;) {
    time += Math.ceil(-gapMicros * log(random.unit()))
    const wanted = Math.ceil(lastsMicros * (0.5 + random.unit()))
    const fault = drawFault(random.pick(kinds), nodes, random)
    if (time >= to) return drawn
    const lasts = Math.min(wanted, to - time)
    drawn.push({ at: toMillis(time), ...fault, for: toMillis(lasts) } as FaultSpec)
    if (!overlap) time += lasts
  }
}

function drawFault(kind: RandomKind, nodes: readonly string[], random: Random): FaultKindSpec {
  const target = random.pick(nodes)
  const others = nodes.filter((node) => node !== target)
  switch (kind) {
    case 'crash':
    case 'pause':
    case 'slow':
    case 'slow-disk':
    case 'full-disk':
    case 'lying-disk':
      return { kind, target }
    case 'clock-skew':
      return { kind, target, by: wholeMillis(-500, 500, random) }
    case 'clock-drift':
      return { kind, target, rate: 1 + wholeMillis(-100, 100, random) / 1_000 }
    case 'partition':
      return { kind, groups: drawGroups(nodes, random) }
    case 'isolate':
      return { kind, names: [target] }
    case 'one-way':
      return { kind, from: target, to: others }
    case 'bridge':
      return { kind, over: target }
    case 'majorities-ring':
      return { kind }
    case 'loss':
    case 'duplicate':
      return { kind, share: wholeMillis(50, 300, random) / 1_000 }
    case 'reorder':
      return { kind, spread: wholeMillis(1, 50, random) }
    case 'delay':
      return { kind, extra: wholeMillis(1, 100, random) }
    case 'bandwidth':
      return { kind, bytesPerSecond: 1_000 * wholeMillis(50, 500, random) }
  }
}

/** A minority, or half, on one side. */
function drawGroups(nodes: readonly string[], random: Random): string[][] {
  const shuffled = random.shuffled(nodes)
  const cut = 1 + random.below(nodes.length >> 1)
  return [shuffled.slice(0, cut), shuffled.slice(cut)]
}

const wholeMillis = (from: number, to: number, random: Random): number =>
  from + random.below(to - from + 1)

/** A rate in words, for the reference. */
export const ratesText = ({ gapMicros, lastsMicros, overlap, kinds }: Rates): string => {
  const gap = gapMicros / MICROS_PER_SECOND
  const lasts = lastsMicros / MICROS_PER_SECOND
  const apart = overlap ? `a strike every ${gap} s` : `one at a time, ${gap} s apart`
  return `${apart}, each lasting ${lasts} s, on average: ${kinds.join(', ')}`
}
