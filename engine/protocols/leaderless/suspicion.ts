import type { EndpointId } from '../../trace/event.ts'

/**
 * Which nodes a node believes to be down: those that left a request unanswered for `suspectAfterMicros`, or whose heartbeats do not
 * come where there are any, and have not been heard of since.
 * A suspect is still sent everything, so that it is heard of when it is back.
 */
export class Suspicion {
  count = 0
  private readonly suspects = new Set<EndpointId>()

  suspect(node: EndpointId): void {
    this.suspects.add(node)
    this.count = this.suspects.size
  }

  heardFrom(node: EndpointId): void {
    if (this.count === 0) return
    this.suspects.delete(node)
    this.count = this.suspects.size
  }

  isSuspect(node: EndpointId): boolean {
    return this.count > 0 && this.suspects.has(node)
  }
}
