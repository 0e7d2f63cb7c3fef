import { HEADER_BYTES } from '../../network/message.ts'
import type { NodeContext } from '../../node/context.ts'
import { type EndpointId, NO_OPERATION } from '../../trace/event.ts'
import { createDetector, type FailureDetector } from '../shared/failure-detector.ts'
import { type Heartbeat, Kind } from './messages.ts'
import type { HeartbeatSettings } from './settings.ts'
import type { Suspicion } from './suspicion.ts'

const HEARTBEAT: Heartbeat = {
  kind: Kind.heartbeat,
  operation: NO_OPERATION,
  bytes: HEADER_BYTES,
}

/** A node calls all others every so often, and looks at the same time whose calls do not come. */
export class Heartbeats {
  private readonly context: NodeContext
  private readonly settings: HeartbeatSettings
  private readonly suspicion: Suspicion
  private readonly others: readonly EndpointId[]
  /** By endpoint. */
  private readonly detectors: (FailureDetector | undefined)[] = []

  constructor(context: NodeContext, settings: HeartbeatSettings, suspicion: Suspicion) {
    this.context = context
    this.settings = settings
    this.suspicion = suspicion
    this.others = context.replicas.filter((id) => id !== context.id)
    for (const id of context.replicas) this.detectors[id] = undefined
    const now = context.monotonicClock()
    for (const id of this.others) {
      this.detectors[id] = createDetector(settings.detector, settings.everyMicros, now)
    }
  }

  start(): void {
    this.tick()
  }

  heard(from: EndpointId): void {
    this.detectors[from]?.heard(this.context.monotonicClock())
  }

  private tick(): void {
    const { context, others, settings } = this
    const now = context.monotonicClock()
    for (const id of others) {
      if (this.detectors[id]!.deadline <= now) this.suspicion.suspect(id)
      context.send(id, HEARTBEAT)
    }
    context.after(settings.everyMicros, () => this.tick())
  }
}
