import { CrashKind } from '../../trace/event.ts'
import type { FaultAction, FaultMember, FaultTarget } from '../resolved.ts'
import { durationText } from '../schema/duration.ts'
import type { Names } from './names.ts'

/** A fault as a person reads it: `crash leader`, `partition n1 | n2 n3`. */
export function labelOf(action: FaultAction, names: Names): string {
  const target = (given: FaultTarget) =>
    given.kind === 'machine' ? names.nameOf(given.id) : given.kind
  const group = (members: readonly FaultMember[]) =>
    members.map((member) => (typeof member === 'number' ? names.nameOf(member) : member)).join(' ')
  switch (action.kind) {
    case 'crash':
      return `crash ${target(action.target)}${LOSS[action.leaves]}`
    case 'restart':
    case 'pause':
    case 'resume':
      return `${action.kind} ${target(action.target)}`
    case 'promote':
      return `promote ${names.nameOf(action.replica)}`
    case 'partition':
      return `partition ${action.groups.map(group).join(' | ')}`
    case 'isolate':
      return `isolate ${group(action.members)}`
    case 'cut-one-way':
      return `cut ${group(action.from)} → ${group(action.to)}`
    case 'lose':
      return `lose ${Math.round(action.probability * 10_000) / 100}% of messages`
    case 'delay':
      return `delay messages by ${durationText(action.extra)}`
    case 'heal':
      return 'heal'
  }
}

const LOSS: Readonly<Record<CrashKind, string>> = {
  [CrashKind.keepsWritten]: ', keeping all that was written',
  [CrashKind.losesUnsynced]: '',
  [CrashKind.wipes]: ', losing its disk',
}
