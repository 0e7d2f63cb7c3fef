import {
  type EndpointId,
  EventKind,
  type EventSink,
  type HintStep,
  type KeyId,
  NO_ENDPOINT,
  NO_KEY,
  NO_OPERATION,
  type OperationId,
  type RepairCause,
  RoleCode,
  type RoleName,
} from '../trace/event.ts'
import type { NodeTrace } from './context.ts'

/** Writes one node's events to the run's sink. */
export class SinkTrace implements NodeTrace {
  private readonly sink: EventSink
  private readonly node: EndpointId

  constructor(sink: EventSink, node: EndpointId) {
    this.sink = sink
    this.node = node
  }

  role(role: RoleName, term: number): void {
    this.record(EventKind.role, NO_ENDPOINT, NO_OPERATION, NO_KEY, RoleCode[role], term)
  }

  append(operation: OperationId, key: KeyId, offset: number, term: number): void {
    this.record(EventKind.append, NO_ENDPOINT, operation, key, offset, term)
  }

  truncate(operation: OperationId, key: KeyId, offset: number, term: number): void {
    this.record(EventKind.truncate, NO_ENDPOINT, operation, key, offset, term)
  }

  commit(offset: number): void {
    this.record(EventKind.commit, NO_ENDPOINT, NO_OPERATION, NO_KEY, offset, 0)
  }

  store(operation: OperationId, key: KeyId, stamp: number): void {
    this.record(EventKind.store, NO_ENDPOINT, operation, key, stamp, 0)
  }

  lose(operation: OperationId, key: KeyId): void {
    this.record(EventKind.lose, NO_ENDPOINT, operation, key, 0, 0)
  }

  discard(operation: OperationId, key: KeyId, winner: OperationId): void {
    this.record(EventKind.discard, NO_ENDPOINT, operation, key, winner, 0)
  }

  conflict(operation: OperationId, key: KeyId, other: OperationId): void {
    this.record(EventKind.conflict, NO_ENDPOINT, operation, key, other, 0)
  }

  siblings(key: KeyId, count: number): void {
    this.record(EventKind.siblings, NO_ENDPOINT, NO_OPERATION, key, count, 0)
  }

  carry(operation: OperationId): void {
    this.sink.carry(operation)
  }

  hint(target: EndpointId, operation: OperationId, key: KeyId, step: HintStep): void {
    this.record(EventKind.hint, target, operation, key, step, 0)
  }

  repair(target: EndpointId, operation: OperationId, key: KeyId, cause: RepairCause): void {
    this.record(EventKind.repair, target, operation, key, cause, 0)
  }

  private record(
    kind: EventKind,
    peer: EndpointId,
    operation: OperationId,
    key: KeyId,
    a: number,
    b: number,
  ): void {
    this.sink.record(kind, this.node, peer, operation, key, a, b)
  }
}
