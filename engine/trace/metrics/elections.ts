import { type EndpointId, RoleCode } from '../event.ts'

/** Tells a node that becomes leader from one that has its lease, or has it again: the trace has a role for both. Shown every role, in order of time. */
export class Elections {
  private readonly fencedIn = new Map<EndpointId, number>()

  isElection(node: EndpointId, role: number, term: number): boolean {
    if (role === RoleCode.fenced) this.fencedIn.set(node, term)
    return role === RoleCode.leader && this.fencedIn.get(node) !== term
  }
}
