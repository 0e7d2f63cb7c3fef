import type { Impairment } from '../../network/link.ts'
import type { Condition } from '../../node/condition.ts'
import { CrashKind } from '../../trace/event.ts'
import type {
  FaultAction,
  FaultMember,
  FaultScope,
  FaultTarget,
  ResolvedFault,
} from '../resolved.ts'
import { durationText } from '../schema/duration.ts'
import type { Names } from './names.ts'

/** A fault as a person reads it: `crash leader for 2s, losing its disk`, `partition n1 | n2 n3`. */
export function labelOf(
  { action, forMicros }: Pick<ResolvedFault, 'action' | 'forMicros'>,
  names: Names,
): string {
  const lasting = forMicros === undefined ? '' : ` for ${durationText(forMicros)}`
  return actionText(action, names) + lasting + detailText(action, names)
}

function actionText(action: FaultAction, names: Names): string {
  const target = (given: FaultTarget) =>
    given.kind === 'machines' ? namesText(given.ids, names) : given.kind
  switch (action.kind) {
    case 'crash':
    case 'restart':
    case 'pause':
    case 'resume':
    case 'normal':
      return `${action.kind} ${target(action.target)}`
    case 'promote':
      return `promote ${names.nameOf(action.replica)}`
    case 'ail':
      return `${conditionText(action.wrong)} on ${target(action.target)}`
    case 'jump-clock':
      return `clock jump of ${signedText(action.by)} on ${target(action.target)}`
    case 'partition':
      return `partition ${action.groups.map((group) => namesText(group, names)).join(' | ')}`
    case 'isolate':
      return `isolate ${namesText(action.members, names)}`
    case 'cut-one-way':
      return `cut ${namesText(action.from, names)} → ${namesText(action.to, names)}`
    case 'bridge':
      return `bridge over ${namesText([action.over], names)}`
    case 'majorities-ring':
      return 'majorities ring'
    case 'impair':
      return impairmentText(action.impairment)
    case 'heal':
      return 'heal'
  }
}

/** What is said after how long it lasts. */
function detailText(action: FaultAction, names: Names): string {
  if (action.kind === 'crash') return LOSS[action.leaves]
  if (action.kind === 'impair') return scopeText(action.scope, names)
  const slowness = action.kind === 'ail' ? (action.wrong.processor ?? action.wrong.disk) : undefined
  if (slowness === undefined) return ''
  return `, ${slowness.factor} times as long, at least ${durationText(slowness.floor)}`
}

const LOSS: Readonly<Record<CrashKind, string>> = {
  [CrashKind.keepsWritten]: ', keeping all that was written',
  [CrashKind.losesUnsynced]: '',
  [CrashKind.wipes]: ', losing its disk',
}

const namesText = (members: readonly FaultMember[], names: Names): string =>
  members.map((member) => (typeof member === 'number' ? names.nameOf(member) : member)).join(' ')

function conditionText(wrong: Partial<Condition>): string {
  const { processor, disk, lyingMicros, skewMicros, clockRate } = wrong
  if (processor !== undefined) return 'slowness'
  if (disk !== undefined) return 'slow disk'
  if (lyingMicros !== undefined) return `disk that lies about ${durationText(lyingMicros)}`
  if (skewMicros !== undefined) return `clock skew of ${signedText(skewMicros)}`
  return clockRate === undefined ? 'full disk' : `clock at ${clockRate} times the right speed`
}

const signedText = (micros: number): string =>
  micros < 0 ? `−${durationText(-micros)}` : `+${durationText(micros)}`

function impairmentText({
  loss,
  duplication,
  spread,
  delay,
  bytesPerSecond,
}: Omit<Impairment, 'covers'>) {
  if (loss !== undefined) return `lose ${percent(loss)} of messages`
  if (duplication !== undefined) return `duplicate ${percent(duplication)} of messages`
  if (spread !== undefined) return `reorder messages within ${durationText(spread)}`
  if (delay !== undefined) return `delay messages by ${durationText(delay)}`
  return `limit links to ${bytesPerSecond} bytes/s`
}

const percent = (share: number): string => `${Math.round(share * 10_000) / 100}%`

function scopeText({ from, to, bothWays }: FaultScope, names: Names): string {
  if (from === undefined && to === undefined) return ''
  const ends = [from, to].map((side) => (side === undefined ? 'all' : namesText(side, names)))
  return `, ${ends.join(bothWays ? ' ↔ ' : ' → ')}`
}
