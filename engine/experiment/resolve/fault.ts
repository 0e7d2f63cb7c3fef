import { ok, type Result } from '../../core/result.ts'
import { CrashKind } from '../../trace/event.ts'
import type { FaultAction, FaultMember, FaultTarget } from '../resolved.ts'
import { problem, within } from '../schema/refusal.ts'
import type { CheckedFault, Loses } from '../spec/faults.ts'
import type { ModelTraits } from '../spec/models/kind.ts'
import { type Names, refuseName } from './names.ts'

/** What a fault's names are looked up in. */
export interface FaultParts {
  readonly names: Names
  readonly traits: ModelTraits
}

const CRASH_KINDS: Readonly<Record<Loses, CrashKind>> = {
  nothing: CrashKind.keepsWritten,
  unsynced: CrashKind.losesUnsynced,
  everything: CrashKind.wipes,
}

/** One fault, its names found. */
export function resolveFault(
  fault: CheckedFault,
  parts: FaultParts,
  path: string,
): Result<FaultAction> {
  switch (fault.kind) {
    case 'crash':
      return withTarget(fault.target, ['leader', 'followers'], parts, path, (target) => ({
        kind: 'crash',
        target,
        leaves: CRASH_KINDS[fault.loses],
      }))
    case 'pause':
      return withTarget(fault.target, ['leader', 'followers'], parts, path, (target) => ({
        kind: 'pause',
        target,
      }))
    case 'restart':
    case 'resume':
      return withTarget(fault.target, ['stopped'], parts, path, (target) => ({
        kind: fault.kind,
        target,
      }))
    case 'promote':
      return resolvePromotion(fault.target, parts, path)
    case 'partition':
      return resolvePartition(fault.groups, parts, within(path, 'groups'))
    case 'isolate': {
      const members = resolveMembers(fault.names, parts, within(path, 'names'))
      return members.ok ? ok({ kind: 'isolate', members: members.value }) : members
    }
    case 'one-way':
      return resolveOneWay(fault, parts, path)
    case 'loss':
      return ok({ kind: 'lose', probability: fault.share })
    case 'delay':
      return ok({ kind: 'delay', extra: fault.extra })
    case 'heal':
      return ok({ kind: 'heal' })
  }
}

type Word = 'leader' | 'followers' | 'stopped'

function withTarget(
  name: string,
  words: readonly Word[],
  parts: FaultParts,
  path: string,
  make: (target: FaultTarget) => FaultAction,
): Result<FaultAction> {
  const word = words.find((candidate) => candidate === name)
  const place = within(path, 'target')
  if (word !== undefined) {
    const refusal = word === 'stopped' ? undefined : refuseRole(word, parts.traits, place)
    return refusal ?? ok(make({ kind: word }))
  }
  const id = parts.names.machine(name)
  if (id !== undefined) return ok(make({ kind: 'machine', id }))
  const roles = words.filter((candidate) => isRoleAllowed(candidate, parts.traits))
  return refuseName(place, name, [...parts.names.machineNames, ...roles])
}

const isRoleAllowed = (word: Word, { leaders }: ModelTraits) =>
  word === 'stopped' ||
  leaders === 'one' ||
  leaders === 'unknown' ||
  (word === 'followers' && leaders === 'several')

function refuseRole(word: Word, traits: ModelTraits, path: string) {
  if (isRoleAllowed(word, traits)) return undefined
  const reason = traits.leaders === 'none' ? 'this model has no leader' : 'this model has several'
  const sentence = `${path} is '${word}', but ${reason}: it must be the name of a node.`
  return problem('scenario/conflict', sentence)
}

function resolvePromotion(name: string, parts: FaultParts, path: string): Result<FaultAction> {
  if (!parts.traits.promotion) {
    const sentence = `${path} promotes a node, which needs a single-leader model with failover manual() or vote().`
    return problem('scenario/conflict', sentence)
  }
  const nodes = parts.names.places.filter(({ kind }) => kind === 'replica')
  const node = nodes.find((place) => place.name === name)
  const place = within(path, 'target')
  if (node !== undefined) return ok({ kind: 'promote', replica: node.id })
  return refuseName(
    place,
    name,
    nodes.map((candidate) => candidate.name),
  )
}

function resolvePartition(
  groups: readonly (readonly string[])[],
  parts: FaultParts,
  path: string,
): Result<FaultAction> {
  const resolved: FaultMember[][] = []
  const groupOf = new Map<FaultMember, number>()
  for (const [index, group] of groups.entries()) {
    const members = resolveMembers(group, parts, within(path, index))
    if (!members.ok) return members
    const twice = members.value.find((member) => groupOf.has(member))
    if (twice !== undefined) return refuseOverlap(twice, groupOf.get(twice)!, index, parts, path)
    for (const member of members.value) groupOf.set(member, index)
    resolved.push(members.value)
  }
  return ok({ kind: 'partition', groups: resolved })
}

function refuseOverlap(
  member: FaultMember,
  first: number,
  second: number,
  { names }: FaultParts,
  path: string,
) {
  const name = typeof member === 'number' ? names.nameOf(member) : member
  const sentence = `${path} must not overlap, but ${name} is in groups ${first} and ${second}.`
  return problem('scenario/conflict', sentence)
}

function resolveOneWay(
  { from, to }: { readonly from: readonly string[]; readonly to: readonly string[] },
  parts: FaultParts,
  path: string,
): Result<FaultAction> {
  const senders = resolveMembers(from, parts, within(path, 'from'))
  if (!senders.ok) return senders
  const receivers = resolveMembers(to, parts, within(path, 'to'))
  if (!receivers.ok) return receivers
  return ok({ kind: 'cut-one-way', from: senders.value, to: receivers.value })
}

/** Names of a group: endpoints and regions now, roles when the fault strikes. */
function resolveMembers(
  given: readonly string[],
  parts: FaultParts,
  path: string,
): Result<FaultMember[]> {
  const members: FaultMember[] = []
  for (const [index, name] of given.entries()) {
    const place = within(path, index)
    if (name === 'leader' || name === 'followers') {
      const refusal = refuseRole(name, parts.traits, place)
      if (refusal !== undefined) return refusal
      members.push(name)
      continue
    }
    const found = parts.names.endpoints(name, place)
    if (!found.ok) return found
    members.push(...found.value)
  }
  return ok([...new Set(members)])
}
