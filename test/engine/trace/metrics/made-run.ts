import { Clock } from '../../../../engine/core/clock.ts'
import { EventKind, NO_ENDPOINT, NO_KEY, NO_OPERATION } from '../../../../engine/trace/event.ts'
import { Action, History, Outcome } from '../../../../engine/trace/history.ts'
import type { FinalVersion, RunFacts } from '../../../../engine/trace/metrics/facts.ts'
import { Recorder } from '../../../../engine/trace/recorder.ts'

interface MadeOperation {
  readonly at: number
  /** Absent: never. */
  readonly until?: number
  readonly outcome?: keyof typeof Outcome
  readonly key?: number
  readonly session?: number
  readonly node?: number
  /** What a read returned, or a write is based on. */
  readonly sources?: readonly number[]
}

interface MadeEvent {
  readonly peer?: number
  readonly operation?: number
  readonly key?: number
  readonly a?: number
  readonly b?: number
}

/** A run written down by hand: operations in order of invocation, events in order of time. */
export class MadeRun {
  readonly history = new History()
  readonly clock = new Clock()
  readonly recorder: Recorder
  private sessions = 0

  constructor(traceEvents?: number) {
    this.recorder = new Recorder(this.clock, traceEvents)
  }

  read(operation: MadeOperation): number {
    return this.operation(Action.read, { sources: [], ...operation })
  }

  write(operation: MadeOperation): number {
    return this.operation(Action.write, operation)
  }

  event(time: number, kind: keyof typeof EventKind, node: number, event: MadeEvent = {}): this {
    const { peer = NO_ENDPOINT, operation = NO_OPERATION, key = NO_KEY, a = 0, b = 0 } = event
    this.clock.now = time
    this.recorder.record(EventKind[kind], node, peer, operation, key, a, b)
    return this
  }

  /** @param held by replica, then by key: the versions there; a number stands for one write's version */
  facts(
    held: Readonly<Record<number, Readonly<Record<number, readonly (number | FinalVersion)[]>>>>,
    more: Partial<RunFacts> = {},
  ): RunFacts {
    const live = Object.entries(held).map(([id, keys]) => ({
      id: Number(id),
      state: {
        keys: () => Object.keys(keys).map(Number),
        versions: (key: number) =>
          (keys[key] ?? []).map((version) =>
            typeof version === 'number' ? { operation: version } : version,
          ),
      },
    }))
    return {
      history: this.history,
      trace: this.recorder.take(),
      durationMicros: 1_000_000,
      replicas: [0, 1, 2],
      live,
      authorities: live.map(({ id }) => id),
      ...more,
    }
  }

  private operation(action: Action, operation: MadeOperation): number {
    const { at, until, outcome = 'ok', key = 0, node = 0, sources } = operation
    const session = operation.session ?? 1_000 + this.sessions++
    const id = this.history.invoke(session, action, key, at)
    if (sources !== undefined) this.history.setSources(id, sources)
    if (until !== undefined) this.history.return(id, Outcome[outcome], node, until)
    return id
  }
}
