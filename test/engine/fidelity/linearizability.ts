import type { History } from '../../../engine/index.ts'
import { createLeaderless } from '../../../engine/protocols/leaderless/model.ts'
import type { LeaderlessSettings } from '../../../engine/protocols/leaderless/settings.ts'
import { Bench, type ScenarioOptions } from '../support/scenario.ts'

/** Three replicas, R = W = 2, and nothing that brings a replica up to date but the writes themselves. */
const STRICT: LeaderlessSettings = {
  nodes: 3,
  replicas: 3,
  write: 2,
  read: 2,
  coordinator: 'any',
  versions: 'last-writer-wins',
  readRepair: false,
  hintedHandoff: false,
  sloppyQuorum: false,
  antiEntropyMicros: undefined,
  suspectAfterMicros: 1_000_000,
  requestTimeoutMicros: 500_000,
  handoffMicros: 1_000_000,
}

export const strictBench = (options: ScenarioOptions = {}): Bench =>
  new Bench(createLeaderless(STRICT), options)

/**
 * A pair of reads of one key, the second begun after the first was over, where the second returned a write that was over before the write of the first began.
 * No order of the operations explains that: the key went back in time. Undefined where there is none.
 */
export function backInTime(history: History): { first: number; second: number } | undefined {
  const reads = [...history].filter(({ action, outcome, sources }) => {
    return action === 'read' && outcome === 'ok' && sources.length === 1
  })
  for (const first of reads) {
    const second = reads.find(
      (read) =>
        read.key === first.key &&
        read.invoked > first.returned &&
        history.returned[read.sources[0]] < history.invoked[first.sources[0]],
    )
    if (second !== undefined) return { first: first.id, second: second.id }
  }
  return undefined
}
