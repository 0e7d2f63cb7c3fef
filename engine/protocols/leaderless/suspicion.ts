import type { EndpointId } from '../../trace/event.ts'

/**
 * Which nodes a node believes to be down: those that left a request unanswered for `suspectAfterMicros`, or whose heartbeats do not
 * come where there are any, and have not been heard of since.
 * A suspect is still sent everything, so that it is heard of when it is back.
 */
export class Suspicion {
  private readonly suspects = new Set<EndpointId>()

  suspect(node: EndpointId): void {
    this.suspects.add(node)
  }

  heardFrom(node: EndpointId): void {
    if (this.suspects.size > 0) this.suspects.delete(node)
  }

  isSuspect(node: EndpointId): boolean {
    return this.suspects.size > 0 && this.suspects.has(node)
  }

  get count(): number {
    return this.suspects.size
  }
}
