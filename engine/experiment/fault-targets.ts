import type { Random } from '../core/random.ts'
import type { Machine, MachineStatus } from '../node/machine.ts'
import { isLeading } from '../protocols/model.ts'
import type { EndpointId } from '../trace/event.ts'
import type { FaultMember, FaultTarget, FaultWord } from './resolved.ts'
import type { World } from './world.ts'

/** Finds whom a fault strikes at the moment when it strikes; draws from a generator of its own. */
export class FaultTargets {
  private readonly world: World
  private readonly random: Random

  constructor(world: World) {
    this.world = world
    this.random = world.generator('faults')
  }

  /** The machines that a fault strikes now; none where, say, there is no leader. @param stopped what `stopped` means */
  machines(target: FaultTarget, stopped?: MachineStatus): readonly Machine[] {
    const { machines } = this.world
    switch (target.kind) {
      case 'machines':
        return target.ids.map((id) => machines[id])
      case 'stopped':
        return machines.filter(({ status }) => status === stopped)
      default:
        return this.byWord(target.kind).map((id) => machines[id])
    }
  }

  /** The endpoints on one side of a cut, now. */
  endpoints(members: readonly FaultMember[]): EndpointId[] {
    return members.flatMap((member) =>
      typeof member === 'number' ? [member] : this.byWord(member),
    )
  }

  /** The groups of a partition, now. Who is named in two stands where a word other than `all` names it, else where it is named itself. */
  groups(groups: readonly (readonly FaultMember[])[]): EndpointId[][] {
    const found: EndpointId[][] = groups.map(() => [])
    const taken = new Set<EndpointId>()
    for (const rank of [0, 1, 2]) {
      for (const [index, group] of groups.entries()) {
        const ranked = group.filter((member) => rankOf(member) === rank)
        for (const id of this.endpoints(ranked)) {
          if (!taken.has(id)) found[index].push(id)
          taken.add(id)
        }
      }
    }
    return found
  }

  /** The replicas without the bridge in two halves; none where there is no bridge now. */
  halvesAround(over: FaultMember): EndpointId[][] {
    const [bridge] = this.endpoints([over])
    if (bridge === undefined) return []
    const others = this.replicas.filter((id) => id !== bridge)
    const half = Math.ceil(others.length / 2)
    return [others.slice(0, half), others.slice(half)]
  }

  get replicas(): EndpointId[] {
    return this.world.replicas.map(({ id }) => id)
  }

  private byWord(word: FaultWord): EndpointId[] {
    switch (word) {
      case 'all':
        return this.replicas
      case 'random':
        return this.drawn(this.upOrAll(), 1)
      case 'random minority':
        return this.drawn(this.replicas, (this.replicas.length - 1) >> 1)
      default:
        return withRole(this.world, word)
    }
  }

  private upOrAll(): EndpointId[] {
    const up = this.world.replicas.filter(({ status }) => status === 'up').map(({ id }) => id)
    return up.length > 0 ? up : this.replicas
  }

  private drawn(from: readonly EndpointId[], count: number): EndpointId[] {
    return this.random.shuffled(from).slice(0, count)
  }
}

const rankOf = (member: FaultMember): number =>
  typeof member === 'number' ? 1 : member === 'all' ? 2 : 0

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
