import type { FaultRule } from '../network/rules.ts'
import { isolationRule, oneWayRule, partitionRule } from '../network/rules.ts'
import type { Machine } from '../node/machine.ts'
import type { Replica } from '../protocols/model.ts'
import { type EndpointId, EventKind, NO_ENDPOINT, NO_KEY, NO_OPERATION } from '../trace/event.ts'
import { endpointsOf, groupsOf, machinesOf } from './fault-targets.ts'
import type { FaultAction } from './resolved.ts'
import type { World } from './world.ts'

/**
 * Makes the faults of a run happen, and notes in the trace when each takes hold and when it ends.
 *
 * A partition, isolation, cut, loss or delay ends with `heal`; a crash or pause when the last machine that it stopped runs again; all others end at once.
 */
export class FaultInjector {
  private readonly world: World
  /** Rules over messages that hold, each with the number of its fault. */
  private rules: { readonly fault: number; readonly rule: number }[] = []
  /** Which fault stopped a machine. */
  private readonly stoppedBy = new Map<EndpointId, number>()

  constructor(world: World) {
    this.world = world
  }

  /** @param fault its number in the run */
  strike(fault: number, action: FaultAction): void {
    this.note(fault, 0)
    const lasts = this.apply(fault, action)
    if (!lasts) this.note(fault, 1)
  }

  /** Whether the fault goes on after this moment. */
  private apply(fault: number, action: FaultAction): boolean {
    const { world } = this
    switch (action.kind) {
      case 'crash':
        return this.stop(fault, machinesOf(world, action.target, 'crash'), (machine) =>
          machine.crash(action.leaves),
        )
      case 'pause':
        return this.stop(fault, machinesOf(world, action.target, 'pause'), (machine) =>
          machine.pause(),
        )
      case 'restart':
      case 'resume':
        this.release(machinesOf(world, action.target, action.kind), (machine) =>
          action.kind === 'restart' ? machine.start() : machine.resume(),
        )
        return false
      case 'promote':
        promote(world.machines[action.replica])
        return false
      case 'partition':
        return this.addRule(fault, partitionRule(groupsOf(world, action.groups)))
      case 'isolate':
        return this.addRule(fault, isolationRule(endpointsOf(world, action.members)))
      case 'cut-one-way': {
        const [from, to] = [endpointsOf(world, action.from), endpointsOf(world, action.to)]
        return this.addRule(fault, oneWayRule(from, to))
      }
      case 'lose':
        return this.addRule(fault, (_from, _to, _message, random) =>
          random.chance(action.probability) ? 'drop' : 'pass',
        )
      case 'delay':
        return this.addRule(fault, () => action.extra)
      case 'heal':
        this.heal()
        return false
    }
  }

  private addRule(fault: number, rule: FaultRule): true {
    this.rules.push({ fault, rule: this.world.network.addRule(rule) })
    return true
  }

  private heal(): void {
    const ended = this.rules
    this.rules = []
    for (const { fault, rule } of ended) {
      this.world.network.removeRule(rule)
      this.note(fault, 1)
    }
  }

  private stop(fault: number, machines: readonly Machine[], halt: (machine: Machine) => void) {
    for (const machine of machines) {
      const before = machine.status
      halt(machine)
      if (machine.status === before) continue
      this.forget(machine)
      this.stoppedBy.set(machine.id, fault)
    }
    return this.holds(fault)
  }

  private release(machines: readonly Machine[], go: (machine: Machine) => void): void {
    for (const machine of machines) {
      go(machine)
      if (machine.status === 'up') this.forget(machine)
    }
  }

  /** A machine is no longer stopped by what stopped it, which may end with that. */
  private forget({ id }: Machine): void {
    const fault = this.stoppedBy.get(id)
    if (fault === undefined) return
    this.stoppedBy.delete(id)
    if (!this.holds(fault)) this.note(fault, 1)
  }

  private holds(fault: number): boolean {
    for (const holder of this.stoppedBy.values()) if (holder === fault) return true
    return false
  }

  private note(fault: number, end: 0 | 1): void {
    const { recorder } = this.world
    recorder.record(EventKind.fault, NO_ENDPOINT, NO_ENDPOINT, NO_OPERATION, NO_KEY, fault, end)
  }
}

/** A person reaches only a node that runs. */
function promote(machine: Machine): void {
  if (machine.status === 'up') (machine.running as Replica).promote?.()
}
