import { ROLE_NAMES } from '../../trace/event.ts'
import type { Health, LaneParts, NodeSpan, Steps } from '../lane.ts'
import type { Thinning } from '../recorded-run.ts'
import type { Density, DensityGroup } from '../window.ts'
import type { ListCoder } from './list-coder.ts'

/** Contexts of the numbers of what was left out: from 800 on. */
const Context = {
  list: 800,
  number: 801,
  ending: 802,
  from: 803,
  length: 804,
  health: 805,
  role: 806,
  term: 807,
  stepTime: 808,
  stepValue: 809,
  endpoint: 810,
  group: 811,
  bins: 812,
  count: 820,
} as const

const HEALTHS: readonly Health[] = ['up', 'down', 'paused', 'recovering', 'cut-off']

/** The part of a thinning that is many numbers. */
export type ThinnedParts = Pick<
  Thinning,
  'operationNumbers' | 'messageNumbers' | 'endings' | 'lanes' | 'densities'
>

/** Writes what is given, or gives what it reads. */
export function codeThinning(coder: ListCoder, parts: ThinnedParts): ThinnedParts {
  const { operationNumbers, messageNumbers, endings, lanes, densities } = parts
  return {
    operationNumbers: Int32Array.from(codeRising(coder, operationNumbers)),
    messageNumbers: Int32Array.from(codeRising(coder, messageNumbers)),
    endings: Uint8Array.from(coder.numbers(Context.list, Context.ending, endings)),
    lanes: coder.list(Context.list, lanes, (lane) => codeLane(coder, lane)),
    densities: {
      messages: codeDensity(coder, densities.messages),
      operations: codeDensity(coder, densities.operations),
      marks: codeDensity(coder, densities.marks),
    },
  }
}

const NO_DENSITY: Density = { form: 'density', from: 0, binMicros: 1, bins: 0, groups: [] }
const NO_STEPS: Steps = { times: new Float64Array(), values: new Float64Array() }

/** What a reader gives. */
export const NOTHING_THINNED: ThinnedParts = {
  operationNumbers: new Int32Array(),
  messageNumbers: new Int32Array(),
  endings: new Uint8Array(),
  lanes: [],
  densities: { messages: NO_DENSITY, operations: NO_DENSITY, marks: NO_DENSITY },
}

function codeRising(coder: ListCoder, numbers: ArrayLike<number>): number[] {
  let before = -1
  return coder.list(Context.list, Array.from(numbers), (number = 0) => {
    before = coder.code(Context.number, number, before + 1)
    return before
  })
}

function codeLane(coder: ListCoder, lane: LaneParts | undefined): LaneParts {
  const endpoint = coder.code(Context.endpoint, lane?.endpoint ?? 0)
  let now = 0
  const spans = coder.list(Context.list, lane?.spans ?? [], (span): NodeSpan => {
    const from = now
    const to = coder.code(Context.length, span?.to ?? 0, now)
    now = to
    const health = HEALTHS[coder.code(Context.health, HEALTHS.indexOf(span?.health ?? 'up'))]
    const code = span?.role === undefined ? -1 : ROLE_NAMES.indexOf(span.role)
    const role = ROLE_NAMES[coder.code(Context.role, code)]
    const term = coder.code(Context.term, span?.term ?? 0)
    return { from, to, health, role, term }
  })
  return {
    endpoint,
    spans,
    log: codeSteps(coder, lane?.log),
    committed: codeSteps(coder, lane?.committed),
    stored: codeSteps(coder, lane?.stored),
    hints: codeSteps(coder, lane?.hints),
  }
}

function codeSteps(coder: ListCoder, { times, values }: Steps = NO_STEPS): Steps {
  let time = 0
  let value = 0
  const pairs = coder.list(Context.list, [...times.keys()], (at = 0): [number, number] => {
    time = coder.code(Context.stepTime, times[at], time)
    value = coder.code(Context.stepValue, values[at], value)
    return [time, value]
  })
  return {
    times: Float64Array.from(pairs, ([when]) => when),
    values: Float64Array.from(pairs, ([, what]) => what),
  }
}

function codeDensity(coder: ListCoder, density: Density): Density {
  const from = coder.code(Context.from, density.from)
  const binMicros = coder.code(Context.bins, density.binMicros)
  const bins = coder.code(Context.bins, density.bins)
  const groups = coder.list(Context.list, density.groups, (group) => codeGroup(coder, group))
  return { form: 'density', from, binMicros, bins, groups }
}

function codeGroup(coder: ListCoder, group: DensityGroup | undefined): DensityGroup {
  const from = coder.code(Context.group, group?.from ?? 0)
  const to = coder.code(Context.group, group?.to ?? 0)
  const counts = coder.list(Context.list, group?.counts ?? [], (line): Uint32Array | undefined => {
    let before = 0
    const read = coder.list(
      Context.list,
      line === undefined ? [] : Array.from(line),
      (count = 0) => {
        before = coder.code(Context.count, count, before)
        return before
      },
    )
    return read.length === 0 ? undefined : Uint32Array.from(read)
  })
  return { from, to, counts }
}
