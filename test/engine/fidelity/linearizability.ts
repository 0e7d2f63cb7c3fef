import { registersOfRun } from '../../../engine/check/from-run.ts'
import { linearizableRegisters } from '../../../engine/check/linearizable/registers.ts'
import type { Verdict } from '../../../engine/check/verdict.ts'
import type { World } from '../../../engine/experiment/world.ts'
import { createLeaderless } from '../../../engine/protocols/leaderless/model.ts'
import type { LeaderlessSettings } from '../../../engine/protocols/leaderless/settings.ts'
import { formatMoment } from '../../../engine/trace/format.ts'
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

/** Whether the history of a cluster's clients is linearizable, and why not. */
export const linearizability = ({ history }: World): Verdict =>
  linearizableRegisters(
    registersOfRun(history, {
      process: (process) => `client ${process}`,
      key: (key) => `k${key}`,
      value: (write) => String(history.written(write)),
      time: formatMoment,
    }),
  )
