import { ok, type Result } from '../../core/result.ts'
import type { Impairment } from '../../network/link.ts'
import type { Condition } from '../../node/condition.ts'
import { CrashKind } from '../../trace/event.ts'
import type { FaultAction, FaultMember, FaultTarget } from '../resolved.ts'
import { problem, within } from '../schema/refusal.ts'
import type { CheckedFault } from '../spec/fault-schema.ts'
import type { Loses } from '../spec/fault-spec.ts'
import { type FaultParts, resolveMembers, resolveStopped, resolveTarget } from './fault-names.ts'
import { resolveScope, type ScopedFault } from './fault-scope.ts'
import { refuseName } from './names.ts'

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
    case 'restart':
    case 'resume':
      return resolvedTo(resolveStopped(fault.target, parts, within(path, 'target')), (target) => ({
        kind: fault.kind,
        target,
      }))
    case 'promote':
      return resolvePromotion(fault.target, parts, path)
    case 'partition':
      return resolvePartition(fault.groups, parts, within(path, 'groups'))
    case 'isolate':
      return resolvedTo(resolveMembers(fault.names, parts, within(path, 'names')), (members) => ({
        kind: 'isolate',
        members,
      }))
    case 'one-way':
      return resolveOneWay(fault, parts, path)
    case 'bridge':
      return resolveBridge(fault.over, parts, path)
    case 'majorities-ring':
      return needsNodes(3, parts, path) ?? ok({ kind: 'majorities-ring' })
    case 'loss':
      return resolveImpairment(fault, { loss: fault.share }, parts, path)
    case 'duplicate':
      return resolveImpairment(fault, { duplication: fault.share }, parts, path)
    case 'reorder':
      return resolveImpairment(fault, { spread: fault.spread }, parts, path)
    case 'delay':
      return resolveImpairment(fault, { delay: fault.extra }, parts, path)
    case 'bandwidth':
      return resolveImpairment(fault, { bytesPerSecond: fault.bytesPerSecond }, parts, path)
    case 'heal':
      return ok({ kind: 'heal' })
    default:
      return resolvedTo(resolveTarget(fault.target, parts, within(path, 'target')), (target) =>
        machineAction(fault, target),
      )
  }
}

type MachineFault = Extract<
  CheckedFault,
  {
    readonly kind:
      | 'crash'
      | 'pause'
      | 'slow'
      | 'slow-disk'
      | 'full-disk'
      | 'lying-disk'
      | 'clock-skew'
      | 'clock-drift'
      | 'clock-jump'
      | 'normal'
  }
>

/** What happens to the machines that a fault strikes. */
function machineAction(fault: MachineFault, target: FaultTarget): FaultAction {
  const ail = (wrong: Partial<Condition>): FaultAction => ({ kind: 'ail', target, wrong })
  switch (fault.kind) {
    case 'crash':
      return { kind: 'crash', target, leaves: CRASH_KINDS[fault.loses] }
    case 'slow':
      return ail({ processor: { factor: fault.factor, floor: fault.floor } })
    case 'slow-disk':
      return ail({ disk: { factor: fault.factor, floor: fault.floor } })
    case 'full-disk':
      return ail({ isDiskFull: true })
    case 'lying-disk':
      return ail({ lyingMicros: fault.delay })
    case 'clock-skew':
      return ail({ skewMicros: fault.by })
    case 'clock-drift':
      return ail({ clockRate: fault.rate })
    case 'clock-jump':
      return { kind: 'jump-clock', target, by: fault.by }
    case 'pause':
    case 'normal':
      return { kind: fault.kind, target }
  }
}

function resolveImpairment(
  fault: ScopedFault,
  impairment: Omit<Impairment, 'covers'>,
  parts: FaultParts,
  path: string,
): Result<FaultAction> {
  return resolvedTo(resolveScope(fault, parts, path), (scope) => ({
    kind: 'impair',
    impairment,
    scope,
  }))
}

function resolvePromotion(name: string, parts: FaultParts, path: string): Result<FaultAction> {
  if (!parts.traits.promotion) {
    const sentence = `${path} promotes a node, which needs a single-leader model with failover manual() or vote().`
    return problem('scenario/conflict', sentence)
  }
  const nodes = parts.names.places.filter(({ kind }) => kind === 'replica')
  const node = nodes.find((place) => place.name === name)
  if (node !== undefined) return ok({ kind: 'promote', replica: node.id })
  return refuseName(within(path, 'target'), name, parts.names.nodeNames)
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

/** The bridge is one node, by name or as whoever leads or is drawn then. */
function resolveBridge(name: string, parts: FaultParts, path: string): Result<FaultAction> {
  const refusal = needsNodes(3, parts, path)
  if (refusal !== undefined) return refusal
  const place = within(path, 'over')
  const { nodeNames } = parts.names
  if (name !== 'leader' && name !== 'random' && !nodeNames.includes(name)) {
    return refuseName(place, name, [...nodeNames, 'random'])
  }
  const over = resolveMembers([name], parts, place)
  return over.ok ? ok({ kind: 'bridge', over: over.value[0] }) : over
}

function needsNodes(count: number, { names }: FaultParts, path: string) {
  const nodes = names.nodeNames.length
  if (nodes >= count) return undefined
  const sentence = `${path} needs at least ${count} nodes, but the model has ${nodes}.`
  return problem('scenario/conflict', sentence)
}

const resolvedTo = <Value>(
  found: Result<Value>,
  make: (value: Value) => FaultAction,
): Result<FaultAction> => (found.ok ? ok(make(found.value)) : found)
