import fc from 'fast-check'
import { expect, test } from 'vitest'
import { carriersOf } from '../../../../engine/check/run/carriers.ts'
import { convergent } from '../../../../engine/check/run/convergent.ts'
import { evidenceOf, MAXIMUM_EVIDENCE_MESSAGES } from '../../../../engine/check/run/evidence.ts'
import type { RunKnowledge } from '../../../../engine/check/run/knowledge.ts'
import type { MessageEvidence } from '../../../../engine/check/run/message-evidence.ts'
import { noDirtyReads } from '../../../../engine/check/run/no-dirty-reads.ts'
import { noLostUpdates } from '../../../../engine/check/run/no-lost-updates.ts'
import { noLostWrites } from '../../../../engine/check/run/no-lost-writes.ts'
import { oneLeaderATerm } from '../../../../engine/check/run/one-leader.ts'
import type { Verdict } from '../../../../engine/check/verdict.ts'
import { EventKind, type ScenarioSpec, type TraceEvent } from '../../../../engine/index.ts'
import { DropReason } from '../../../../engine/trace/event.ts'
import { findStaleReads } from '../../../../engine/trace/metrics/stale-reads.ts'
import { SEED, scenarios } from '../../support/random-scenarios.ts'
import * as simple from './simple-verdicts.ts'
import { watch } from './watched-run.ts'

const CHECKS = [convergent, noLostWrites, noLostUpdates, noDirtyReads, oneLeaderATerm]

/** Without time to settle, so that some runs end in the middle of things. */
const hasty = scenarios.map((spec): ScenarioSpec => ({ ...spec, drain: '100ms' }))

const check = (property: (spec: ScenarioSpec) => void, numRuns: number) =>
  fc.assert(fc.property(fc.oneof(scenarios, hasty), property), { numRuns, seed: SEED })

test('a trace knows what every message carried', () => {
  check((spec) => {
    const { knowledge, contents } = watch(spec)
    const { facts } = knowledge
    const found = contents.map(() => new Set<number>())
    for (let write = 0; write < facts.history.length; write++) {
      for (const { number } of carriersOf(facts, write)) {
        if (facts.history.action[write] === 1) found[number].add(write)
      }
    }
    expect(found).toEqual(contents)
  }, 30)
}, 60_000)

test('verdicts agree with simple ones that read the events one by one', () => {
  const standings = new Map<string, number>()
  check((spec) => {
    const { knowledge } = watch(spec)
    for (const verdict of CHECKS.map((run) => run(knowledge))) {
      const { guarantee, standing } = verdict
      standings.set(
        `${guarantee} ${standing}`,
        (standings.get(`${guarantee} ${standing}`) ?? 0) + 1,
      )
      const expected = simple.standingOf(guarantee, knowledge)
      if (expected !== undefined) expect([guarantee, standing]).toEqual([guarantee, expected])
      expectSound(knowledge, verdict)
    }
  }, 60)
  // The test would be worth little if all were well in every run.
  const seen = [...standings.keys()]
  expect(seen).toEqual(
    expect.arrayContaining([
      'convergent held',
      'convergent unknown',
      ...['no lost writes', 'no dirty reads', 'no lost updates'].flatMap((guarantee) => [
        `${guarantee} held`,
        `${guarantee} broken`,
      ]),
    ]),
  )
}, 120_000)

/** What holds of every verdict. */
function expectSound({ facts }: RunKnowledge, verdict: Verdict): void {
  const { standing, proof, stopped, vacuous, sentence } = verdict
  expect(sentence).toMatch(/^[A-Z0-9n].*\.$/)
  expect(proof !== undefined).toBe(standing === 'broken')
  expect(stopped !== undefined).toBe(standing === 'unknown')
  if (standing !== 'held') expect(vacuous).toBeUndefined()
  if (proof === undefined) return
  expect(proof.steps.length).toBeGreaterThan(0)
  expect([...proof.operations].sort((a, b) => a - b)).toEqual(proof.operations)
  for (const id of proof.operations) expect(id).toBeLessThan(facts.history.length)
  for (const step of proof.steps) expect(step).toMatch(/^[^\n]*\.$/)
  for (const step of proof.steps) expect(step).not.toMatch(/undefined|NaN|–/)
}

test('messages of the evidence exist, and became what it says', () => {
  let messages = 0
  const fates = new Set<string>()
  const roles = new Set<string>()
  check((spec) => {
    const { knowledge, contents } = watch(spec)
    const { facts } = knowledge
    const events = eventsByMessage(knowledge)
    for (const proof of proofsOf(knowledge)) {
      const evidence = evidenceOf(knowledge, proof)
      expect(evidence.messages.length).toBeLessThanOrEqual(MAXIMUM_EVIDENCE_MESSAGES)
      for (const message of evidence.messages) {
        messages++
        fates.add(message.fate.kind)
        roles.add(message.role)
        const mine = events.get(message.number) ?? []
        expect(mine[0]).toMatchObject({
          kind: EventKind.send,
          node: message.from,
          peer: message.to,
          time: message.sentAt,
        })
        expect(facts.trace.messageNames[mine[0].key]).toBe(message.kind)
        expect(fateByEvents(message, mine)).toBe(message.fate.kind)
        expect(message.sentence).not.toMatch(/undefined|NaN|–|, :/)
        if (message.role === 'carrier') expect(contents[message.number]).toContain(message.write)
      }
    }
  }, 60)
  expect(messages).toBeGreaterThan(500)
  expect([...roles].sort()).toEqual(['answer', 'carrier', 'question'])
  expect([...fates].sort()).toEqual(
    expect.arrayContaining(['cut', 'delivered', 'late', 'lost', 'receiver down']),
  )
}, 120_000)

/** Proofs of the checks, and one for each of the first stale reads. */
function proofsOf(knowledge: RunKnowledge) {
  const { facts } = knowledge
  const { history } = facts
  const proofs = CHECKS.flatMap((run) => run(knowledge).proof ?? [])
  const stale = findStaleReads(facts).slice(0, 10)
  return [
    ...proofs,
    ...stale.map(({ read }) => {
      const missed = lastWriteBefore(knowledge, read)
      return {
        operations: [...history.sources(read), missed, read].sort((a, b) => a - b),
        steps: [],
      }
    }),
  ]
}

/** The last acknowledged write of a read's key that was over before it began. */
function lastWriteBefore({ facts }: RunKnowledge, read: number): number {
  const { history } = facts
  let last = -1
  for (let id = 0; id < history.length; id++) {
    const isCandidate = history.action[id] === 1 && history.key[id] === history.key[read]
    if (
      !isCandidate ||
      history.outcome[id] !== 0 ||
      history.returned[id] >= history.invoked[read]
    ) {
      continue
    }
    if (last < 0 || history.invoked[id] > history.invoked[last]) last = id
  }
  return last
}

function eventsByMessage({ facts }: RunKnowledge): Map<number, TraceEvent[]> {
  const found = new Map<number, TraceEvent[]>()
  const { send, deliver, drop } = EventKind
  for (const event of facts.trace.events(send, deliver, drop)) {
    const known = found.get(event.a)
    if (known === undefined) found.set(event.a, [event])
    else known.push(event)
  }
  return found
}

/** What became of a message, from its own events alone. */
function fateByEvents({ neededAt }: MessageEvidence, events: readonly TraceEvent[]): string {
  const arrived = events.find(({ kind }) => kind === EventKind.deliver)
  if (arrived !== undefined) return arrived.time <= neededAt ? 'delivered' : 'late'
  const dropped = events.find(({ kind }) => kind === EventKind.drop)
  if (dropped === undefined) return 'on its way'
  if (dropped.b === DropReason.loss) return 'lost'
  return dropped.b === DropReason.cut ? 'cut' : 'receiver down'
}
