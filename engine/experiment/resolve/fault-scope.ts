import { ok, type Result } from '../../core/result.ts'
import type { FaultMember, FaultScope } from '../resolved.ts'
import { problem, within } from '../schema/refusal.ts'
import type { CheckedFault } from '../spec/fault-schema.ts'
import { type FaultParts, resolveMembers } from './fault-names.ts'

export type ScopedFault = Extract<CheckedFault, { readonly between?: unknown }>

/** Which messages a fault of the network concerns: those between two sides, those from or to somebody, or all. */
export function resolveScope(
  { between, from, to }: ScopedFault,
  parts: FaultParts,
  path: string,
): Result<FaultScope> {
  if (between !== undefined && (from !== undefined || to !== undefined)) {
    const sentence = `${path} must say whom it concerns either by between, or by from and to.`
    return problem('scenario/conflict', sentence)
  }
  const [first, second] = between ?? [from, to]
  const place = (index: number) =>
    within(path, between === undefined ? ['from', 'to'][index] : `between[${index}]`)
  const one = resolveSide(first, parts, place(0))
  if (!one.ok) return one
  const other = resolveSide(second, parts, place(1))
  if (!other.ok) return other
  return ok({ from: one.value, to: other.value, bothWays: between !== undefined })
}

function resolveSide(
  names: readonly string[] | undefined,
  parts: FaultParts,
  path: string,
): Result<readonly FaultMember[] | undefined> {
  return names === undefined ? ok(undefined) : resolveMembers(names, parts, path)
}
