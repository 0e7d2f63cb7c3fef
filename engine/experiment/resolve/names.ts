import { ok, type Result } from '../../core/result.ts'
import type { EndpointId } from '../../trace/event.ts'
import type { EndpointPlace } from '../resolved.ts'
import { refuse, within } from '../schema/refusal.ts'
import { listed, quote } from '../schema/show.ts'

/** Names that a sentence lists before it counts the rest. */
const LISTED_NAMES = 8

/** What the names of a scenario stand for: one endpoint, or all of a region. */
export class Names {
  readonly places: readonly EndpointPlace[]
  private readonly groups = new Map<string, EndpointId[]>()

  constructor(places: readonly EndpointPlace[]) {
    this.places = places
    for (const { id, name } of places) this.groups.set(name, [id])
    for (const { id, region } of places) if (region !== '') this.join(region, id)
  }

  /** The endpoints that a name stands for; undefined for a name that stands for none. */
  find(name: string): readonly EndpointId[] | undefined {
    return this.groups.get(name)
  }

  /** The machines (nodes, controller) of a name or a region; none where it has none. */
  machines(name: string): readonly EndpointId[] {
    const found = this.find(name) ?? []
    return found.filter((id) => this.places[id].kind !== 'client')
  }

  nameOf(id: EndpointId): string {
    return this.places[id].name
  }

  /** The endpoints of a name, or a sentence that lists what there is. */
  endpoints(name: string, path: string): Result<readonly EndpointId[]> {
    const found = this.find(name)
    return found === undefined ? refuseName(path, name, [...this.groups.keys()]) : ok(found)
  }

  get machineNames(): string[] {
    return [...this.groups.keys()].filter((name) => this.machines(name).length > 0)
  }

  get nodeNames(): string[] {
    return this.places.filter(({ kind }) => kind === 'replica').map(({ name }) => name)
  }

  private join(region: string, id: EndpointId): void {
    const group = this.groups.get(region)
    if (group === undefined) this.groups.set(region, [id])
    else group.push(id)
  }
}

/** `… is 'n7', but must be n1, n2 or n3.` */
export function refuseName(path: string, name: unknown, allowed: readonly string[]) {
  const rest = allowed.length - LISTED_NAMES
  const names =
    rest > 1
      ? `one of ${allowed.length} names: ${allowed.slice(0, LISTED_NAMES).join(', ')} and ${rest} more`
      : listed(allowed)
  return refuse(path, name, names, 'scenario/unknown-name')
}

/** Words that mean something else than a region, and the form of given names. */
const TAKEN = /^(?:[nc]\d+|controller|leader|followers|stopped|random|random minority|all)$/

/** A region may not be called as a node, a client or a role is. */
export function checkRegions(
  regions: readonly string[] | undefined,
  path: string,
): Result<undefined> {
  const taken = regions?.findIndex((region) => TAKEN.test(region)) ?? -1
  if (taken < 0) return ok(undefined)
  const allowed = `another name than those of nodes, clients and roles, such as ${quote('eu')}`
  return refuse(within(path, taken), regions![taken], allowed, 'scenario/conflict')
}
