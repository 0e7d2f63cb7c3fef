import { ok, type Result } from '../../core/result.ts'
import type { FaultMember, FaultTarget, FaultWord } from '../resolved.ts'
import { problem, within } from '../schema/refusal.ts'
import type { ModelTraits } from '../spec/models/kind.ts'
import { type Names, refuseName } from './names.ts'

/** What a fault's names are looked up in. */
export interface FaultParts {
  readonly names: Names
  readonly traits: ModelTraits
}

const WORDS: readonly FaultWord[] = ['leader', 'followers', 'random', 'random minority', 'all']

/** Whom a fault strikes: machines by name now, others when it strikes. */
export function resolveTarget(name: string, parts: FaultParts, path: string): Result<FaultTarget> {
  const word = wordOf(name)
  if (word !== undefined) return refuseWord(word, parts, path) ?? ok({ kind: word })
  const ids = parts.names.machines(name)
  if (ids.length > 0) return ok({ kind: 'machines', ids })
  return refuseName(path, name, [...parts.names.machineNames, ...wordsFor(parts.traits)])
}

/** Who starts or goes on: machines by name, or all that are stopped. */
export function resolveStopped(
  name: string,
  { names }: FaultParts,
  path: string,
): Result<FaultTarget> {
  if (name === 'stopped') return ok({ kind: 'stopped' })
  const ids = names.machines(name)
  if (ids.length > 0) return ok({ kind: 'machines', ids })
  return refuseName(path, name, [...names.machineNames, 'stopped'])
}

/** Names of a group: endpoints and regions now, others when the fault strikes. */
export function resolveMembers(
  given: readonly string[],
  parts: FaultParts,
  path: string,
): Result<FaultMember[]> {
  const members: FaultMember[] = []
  for (const [index, name] of given.entries()) {
    const found = resolveMember(name, parts, within(path, index))
    if (!found.ok) return found
    members.push(...found.value)
  }
  return ok([...new Set(members)])
}

function resolveMember(
  name: string,
  parts: FaultParts,
  path: string,
): Result<readonly FaultMember[]> {
  const word = wordOf(name)
  if (word === undefined) return parts.names.endpoints(name, path)
  return refuseWord(word, parts, path) ?? ok([word])
}

const wordOf = (name: string): FaultWord | undefined => WORDS.find((word) => word === name)

const wordsFor = (traits: ModelTraits): FaultWord[] =>
  WORDS.filter((word) => isWordAllowed(word, traits))

function isWordAllowed(word: FaultWord, { leaders }: ModelTraits): boolean {
  if (word === 'leader') return leaders === 'one' || leaders === 'unknown'
  return word !== 'followers' || leaders !== 'none'
}

function refuseWord(word: FaultWord, { traits, names }: FaultParts, path: string) {
  if (!isWordAllowed(word, traits)) {
    const reason = traits.leaders === 'none' ? 'this model has no leader' : 'this model has several'
    const sentence = `${path} is '${word}', but ${reason}: it must be the name of a node.`
    return problem('scenario/conflict', sentence)
  }
  const nodes = names.nodeNames.length
  if (word !== 'random minority' || nodes > 2) return undefined
  const sentence = `${path} is 'random minority', but a minority of ${nodes} is none: it must be the name of a node.`
  return problem('scenario/conflict', sentence)
}
