import type { EndpointId } from '../../trace/event.ts'
import type { EndpointPlace } from '../resolved.ts'
import type { BuiltModel } from '../spec/models/kind.ts'

/** Who is on the network: nodes n1, n2…, then the controller if the model has one, then clients c1, c2… */
export function placesOf(
  { model, regions = [''] }: BuiltModel,
  clients: number,
  clientRegions: readonly string[] = regions,
): EndpointPlace[] {
  const nodes = Array.from({ length: model.replicas }, (_, index) => ({
    id: index,
    name: `n${index + 1}`,
    kind: 'replica' as const,
    region: regions[index % regions.length],
  }))
  const controllers =
    model.createController === undefined ? [] : [controller(nodes.length, regions)]
  const first = nodes.length + controllers.length
  const drivers = Array.from({ length: clients }, (_, index) => ({
    id: first + index,
    name: `c${index + 1}`,
    kind: 'client' as const,
    region: clientRegions[index % clientRegions.length],
  }))
  return [...nodes, ...controllers, ...drivers]
}

const controller = (id: EndpointId, regions: readonly string[]) =>
  ({ id, name: 'controller', kind: 'controller', region: regions[0] }) as const
