import type { OperationId } from '../../trace/event.ts'
import type { History } from '../../trace/history.ts'
import type { EventType } from '../import/event.ts'
import type { RunEvent } from './run-event.ts'

/** Hands the operations of sessions to processes that do one thing at a time; the first of a session has its number. */
export class Processes {
  private readonly history: History
  /** By session: processes that have nothing under way. */
  private readonly idle = new Map<number, number[]>()
  private readonly processOf: Int32Array
  private count: number

  constructor(history: History) {
    this.history = history
    this.processOf = new Int32Array(history.length)
    this.count = sessionCount(history)
  }

  begin(id: OperationId): RunEvent {
    const session = this.history.session[id]
    const idle = this.idle.get(session)
    this.processOf[id] = idle === undefined ? session : (idle.pop() ?? this.count++)
    if (idle === undefined) this.idle.set(session, [])
    return this.event(id, 'invoke', this.history.invoked[id])
  }

  end(id: OperationId, type: EventType): RunEvent {
    if (type !== 'info') this.idle.get(this.history.session[id])?.push(this.processOf[id])
    return this.event(id, type, this.history.returned[id])
  }

  private event(id: OperationId, type: EventType, micros: number): RunEvent {
    return { id, type, process: this.processOf[id], session: this.history.session[id], micros }
  }
}

function sessionCount({ length, session }: History): number {
  let highest = -1
  for (let id = 0; id < length; id++) highest = Math.max(highest, session[id])
  return highest + 1
}
