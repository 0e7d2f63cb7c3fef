import type { Machine, MachineStatus } from '../node/machine.ts'
import { isLeading } from '../protocols/model.ts'
import type { EndpointId } from '../trace/event.ts'
import type { FaultMember, FaultTarget } from './resolved.ts'
import type { World } from './world.ts'

const STATUS_BEFORE: Readonly<Record<'crash' | 'pause' | 'restart' | 'resume', MachineStatus>> = {
  crash: 'up',
  pause: 'up',
  restart: 'down',
  resume: 'paused',
}

/** The machines that a fault strikes now; none where, say, there is no leader. */
export function machinesOf(
  world: World,
  target: FaultTarget,
  fault: keyof typeof STATUS_BEFORE,
): readonly Machine[] {
  switch (target.kind) {
    case 'machine':
      return [world.machines[target.id]]
    case 'stopped':
      return world.machines.filter(({ status }) => status === STATUS_BEFORE[fault])
    default:
      return withRole(world, target.kind).map((id) => world.machines[id])
  }
}

/** The endpoints on one side of a cut, now. */
export const endpointsOf = (world: World, members: readonly FaultMember[]): EndpointId[] =>
  members.flatMap((member) => (typeof member === 'number' ? [member] : withRole(world, member)))

/** The groups of a partition, now: who is named by role stands there, and not where it may be named as a node too. */
export function groupsOf(
  world: World,
  groups: readonly (readonly FaultMember[])[],
): EndpointId[][] {
  const byRole = groups.map((group) =>
    endpointsOf(
      world,
      group.filter((member) => typeof member !== 'number'),
    ),
  )
  const taken = new Set(byRole.flat())
  return groups.map((group, index) => [
    ...byRole[index],
    ...group.filter((member) => typeof member === 'number' && !taken.has(member)),
  ]) as EndpointId[][]
}

/** `leader`: the one of the highest term that runs, paused or not. `followers`: all others that run and lead nothing. */
function withRole(world: World, role: 'leader' | 'followers'): EndpointId[] {
  const live = world.liveReplicas()
  const leaders = live.filter(({ state }) => isLeading(state.role))
  if (role === 'followers') {
    return live.filter((replica) => !leaders.includes(replica)).map(({ id }) => id)
  }
  const term = Math.max(...leaders.map(({ state }) => state.term))
  return leaders
    .filter(({ state }) => state.term === term)
    .slice(0, 1)
    .map(({ id }) => id)
}
