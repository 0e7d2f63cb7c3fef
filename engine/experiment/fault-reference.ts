import { RATES, ratesText } from './resolve/random-faults.ts'
import type { NamedField } from './schema/schema.ts'
import { FAULT_TEXTS, type FaultText } from './spec/fault-reference.ts'
import { type CheckedEntry, faultSchema } from './spec/fault-schema.ts'
import { INTENSITIES } from './spec/fault-spec.ts'

/** One kind of fault, as the reference shows it; plain JSON. */
export interface FaultReference extends FaultText {
  readonly kind: string
  /** Whether it may be given a time to last. */
  readonly lasts: boolean
  /** Its own parameters, without those of time and of which messages. */
  readonly parameters: readonly FaultParameter[]
  /** Whether it may concern some messages only, by between, from and to. */
  readonly hasScope: boolean
}

export interface FaultParameter {
  readonly name: string
  readonly meaning: string
  readonly allowed: string
  /** As the user would write it; undefined where the parameter must be given. */
  readonly default: unknown
}

const TIMES = ['at', 'every', 'for']
const SCOPE = ['between', 'from', 'to']

/** Every kind of fault: what it does, its parameters, how protocols see it, what ends it. */
export function describeFaults(): FaultReference[] {
  const { parts } = faultSchema
  const members = parts?.kind === 'union' ? parts.members : []
  return members.map(({ tag, schema }) => {
    const fields = schema.parts?.kind === 'record' ? schema.parts.fields : []
    return describe(tag as CheckedEntry['kind'], fields)
  })
}

function describe(kind: CheckedEntry['kind'], fields: readonly NamedField[]): FaultReference {
  const names = fields.map(({ name }) => name)
  const hasScope = names.includes('between')
  const own = fields.filter(
    ({ name }) => !TIMES.includes(name) && !(hasScope && SCOPE.includes(name)),
  )
  return {
    kind,
    ...FAULT_TEXTS[kind],
    lasts: names.includes('for'),
    hasScope,
    parameters: own.map(({ name, meaning, schema, presence }) => ({
      name,
      meaning,
      allowed: schema.allowed,
      default: presence.kind === 'default' ? presence.value : undefined,
    })),
  }
}

/** The page of reference, as Markdown. */
export function faultsPage(): string {
  const described = describeFaults()
  return [
    '# Faults',
    INTRODUCTION,
    ...described.filter(({ kind }) => kind !== 'random').map(section),
    '## Random schedules',
    `\`${FAULT_TEXTS.random.example}\` draws faults from the seed. Gaps are exponential, lengths even from half to one and a half times the mean:`,
    INTENSITIES.map((name) => `- \`${name}\`: ${ratesText(RATES[name])}.`).join('\n'),
    'Kinds that make no sense on so few nodes are left out.',
  ]
    .join('\n\n')
    .concat('\n')
}

const INTRODUCTION = `A fault strikes at a time, \`faults.at('2s').crash('leader')\`, or again and again, \`faults.every('5s', { from: '1s', to: '20s' }).crash('random', { for: '1s' })\`.
On a cluster in your hands the same methods strike now: \`cluster.crash('leader')\`.

A target is a node, a region, \`'controller'\`, \`'leader'\`, \`'followers'\`, \`'random'\` (one node), \`'random minority'\` or \`'all'\` (nodes). Who leads, and who is drawn, is decided when the fault
strikes. What lasts may be given a time, \`{ for: '2s' }\`; otherwise it lasts until something else ends it. Of two faults that say different things of one node, the later one
holds. A fault of single links may name its messages by \`between\` (two sides, both ways), or by \`from\` and \`to\`.`

function section(fault: FaultReference): string {
  const { kind, example, does, seen, ends, lasts, hasScope, parameters } = fault
  const scope = hasScope ? ' Takes `between`, `from`, `to`.' : ''
  const end = lasts ? `after \`for\`, or with ${ends}.` : `${ends}.`
  return [
    `## ${kind}`,
    `\`${example}\`\n\n${does}`,
    `- seen: ${seen}`,
    `- ends: ${end}${scope}`,
    ...parameters.filter(({ name }) => name !== 'target').map(parameterText),
  ]
    .join('\n')
    .replace('\n`', '\n\n`')
    .replace('\n- seen', '\n\n- seen')
}

function parameterText({ name, meaning, allowed, default: value }: FaultParameter): string {
  const otherwise =
    value === undefined ? '' : `, \`${JSON.stringify(value).replaceAll('"', "'")}\` unless given`
  return `- \`${name}\`: ${meaning} Must be ${allowed}${otherwise}.`
}
