import type { RunKnowledge } from '../../../../engine/check/run/knowledge.ts'
import type { Guarantee, Standing } from '../../../../engine/check/verdict.ts'
import { EventKind } from '../../../../engine/index.ts'
import { CrashKind, RoleCode } from '../../../../engine/trace/event.ts'
import { writesOf } from '../../../../engine/trace/metrics/facts.ts'

/** A second opinion that goes through all events, one by one; undefined where it has none. */
export function standingOf(guarantee: Guarantee, knowledge: RunKnowledge): Standing | undefined {
  switch (guarantee) {
    case 'one leader a term':
      return brokenIf(hasTwoLeaders(knowledge))
    case 'convergent':
      return convergentStanding(knowledge)
    case 'no lost writes':
      return ofLogs(knowledge, (isThere) => hasLostWrite(knowledge, isThere))
    case 'no dirty reads':
      return ofLogs(knowledge, (isThere) => hasDirtyRead(knowledge, isThere))
    case 'no lost updates':
      return hasRivals(knowledge) ? 'broken' : undefined
    default:
      return undefined
  }
}

const brokenIf = (isBroken: boolean): Standing => (isBroken ? 'broken' : 'held')

function hasTwoLeaders({ facts }: RunKnowledge): boolean {
  const leaders = new Map<number, number>()
  for (let position = 0; position < facts.trace.length; position++) {
    const { kind, node, a, b } = facts.trace.at(position)
    if (kind !== EventKind.role || a !== RoleCode.leader || b === 0) continue
    if (leaders.has(b) && leaders.get(b) !== node) return true
    leaders.set(b, node)
  }
  return false
}

/** Whether two acknowledged updates built on the same write and were never seen together; there are other ways to lose an update. */
function hasRivals({ facts }: RunKnowledge): boolean {
  const { live } = facts
  const operations = [...facts.history]
  const together = new Set<number>()
  const note = (writes: readonly number[]) => {
    if (writes.length > 1) for (const write of writes) together.add(write)
  }
  for (const { sources } of operations) note(sources)
  for (const { state } of live) {
    for (const key of state.keys()) note(state.versions(key).flatMap(writesOf))
  }
  const seen = new Set<string>()
  for (const { id, key, based, outcome, sources } of operations) {
    if (!based || outcome !== 'ok' || sources.length > 1 || together.has(id)) continue
    const base = `${key} ${sources[0] ?? 'nothing'}`
    if (seen.has(base)) return true
    seen.add(base)
  }
  return false
}

/** With logs: what stands in an authority's log is there, and nothing else. */
function ofLogs(
  { facts }: RunKnowledge,
  isBroken: (isThere: (write: number) => boolean) => boolean,
): Standing | undefined {
  const logs = logsOf(facts)
  if (logs === undefined) return undefined
  if (facts.authorities.length === 0) return 'unknown'
  const there = new Set(facts.authorities.flatMap((node) => logs.get(node) ?? []))
  return brokenIf(isBroken((write) => there.has(write)))
}

/** The log of each node at the end; undefined for a model that keeps none. */
function logsOf(facts: RunKnowledge['facts']): Map<number, number[]> | undefined {
  const logs = new Map<number, number[]>()
  let isAny = false
  for (let position = 0; position < facts.trace.length; position++) {
    const { kind, node, operation, a } = facts.trace.at(position)
    const log = logs.get(node) ?? []
    logs.set(node, log)
    if (kind === EventKind.append) {
      isAny = true
      log.push(operation)
    }
    if (kind === EventKind.truncate || (kind === EventKind.lose && log.includes(operation))) {
      log.splice(log.lastIndexOf(operation), 1)
    }
    if (kind === EventKind.crash && a === CrashKind.wipes) logs.set(node, [])
  }
  return isAny ? logs : undefined
}

function hasLostWrite({ facts }: RunKnowledge, isThere: (write: number) => boolean): boolean {
  return [...facts.history].some(
    ({ id, action, outcome }) => action === 'write' && outcome === 'ok' && !isThere(id),
  )
}

function hasDirtyRead({ facts }: RunKnowledge, isThere: (write: number) => boolean): boolean {
  const { history } = facts
  return [...history].some(
    ({ action, outcome, sources }) =>
      action === 'read' &&
      outcome === 'ok' &&
      sources.some((write) => history.at(write).outcome === 'fail' || !isThere(write)),
  )
}

/** Whether a message that names a write has come to nothing yet. */
function isAnyWriteOpen({ trace, history }: RunKnowledge['facts']): boolean {
  const open = new Set<number>()
  for (let position = 0; position < trace.length; position++) {
    const { kind, operation, a } = trace.at(position)
    if (kind === EventKind.send && history.action[operation] === 1) open.add(a)
    if (kind === EventKind.deliver || kind === EventKind.drop) open.delete(a)
  }
  return open.size > 0
}

/** Nothing is said of runs that end in the middle of things, where the check may be of several minds. */
function convergentStanding({ facts, metrics }: RunKnowledge): Standing | undefined {
  if (facts.live.length < facts.replicas.length) return 'unknown'
  if (metrics.story.faults.some(({ to }) => to === undefined)) return 'unknown'
  const isQuiet = (facts.endMicros ?? 0) - facts.durationMicros > 1_000_000
  if (!isQuiet || isAnyWriteOpen(facts)) return undefined
  const shown = (versions: readonly { readonly operation: number }[]) =>
    versions
      .flatMap(writesOf)
      .sort((a, b) => a - b)
      .join(' ')
  const keys = new Set(facts.live.flatMap(({ state }) => [...state.keys()]))
  const differs = [...keys].some((key) => {
    const holders = facts.holders?.(key) ?? facts.replicas
    const held = facts.live
      .filter(({ id }) => holders.includes(id))
      .map(({ state }) => shown(state.versions(key)))
    return new Set(held).size > 1
  })
  return brokenIf(differs)
}
