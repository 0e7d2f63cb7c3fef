import type { Micros } from '../core/clock.ts'
import { Priority } from '../core/queue.ts'
import type { Impairment } from '../network/link.ts'
import {
  type FaultRule,
  isolationRule,
  majoritiesRingRule,
  oneWayRule,
  partitionRule,
} from '../network/rules.ts'
import type { Condition } from '../node/condition.ts'
import type { Machine, MachineStatus } from '../node/machine.ts'
import type { Replica } from '../protocols/model.ts'
import { type EndpointId, EventKind, NO_ENDPOINT, NO_KEY, NO_OPERATION } from '../trace/event.ts'
import { Ailments } from './ailments.ts'
import { FaultTargets } from './fault-targets.ts'
import type { FaultAction, FaultScope, FaultTarget, ResolvedFault } from './resolved.ts'
import { Strikes } from './strikes.ts'
import type { World } from './world.ts'

/**
 * Makes the faults of a run happen, and notes in the trace when each takes hold and when it ends.
 *
 * A fault that lasts ends when its time is over, or before: one of the network with `heal`, one of processor, disk or clock with `normal`, a crash or pause when
 * the last machine that it stopped runs again. All others end at once.
 */
export class FaultInjector {
  /** Whom the faults struck so far, and how. */
  readonly strikes = new Strikes()
  private readonly world: World
  private readonly targets: FaultTargets
  private readonly ailments = new Ailments()
  /** What takes the network's faults away again, each with the number of its fault. */
  private remedies: { readonly fault: number; readonly remedy: () => void }[] = []
  /** Which fault stopped a machine. */
  private readonly stoppedBy = new Map<EndpointId, number>()

  constructor(world: World) {
    this.world = world
    this.targets = new FaultTargets(world)
  }

  /** Plans all faults of a run. What ends at the time of a strike ends before it, so that a fault may follow upon its like. */
  plan(faults: readonly ResolvedFault[]): void {
    for (const [number, { at, forMicros }] of faults.entries()) {
      if (forMicros !== undefined) this.planEnd(number, at + forMicros)
    }
    for (const [number, { at, action }] of faults.entries()) {
      this.world.at(at, Priority.fault, () => this.strike(number, action))
    }
  }

  /** Strikes now. @param fault its number in the run */
  strikeNow(fault: number, { action, forMicros }: ResolvedFault): void {
    if (forMicros !== undefined) this.planEnd(fault, this.world.clock.now + forMicros)
    this.strike(fault, action)
  }

  private planEnd(fault: number, time: number): void {
    this.world.at(time, Priority.fault, () => this.end(fault))
  }

  private strike(fault: number, action: FaultAction): void {
    this.note(fault, 0)
    const lasts = this.apply(fault, action)
    if (!lasts) this.note(fault, 1)
  }

  /** Whether the fault goes on after this moment. */
  private apply(fault: number, action: FaultAction): boolean {
    const { world, targets } = this
    switch (action.kind) {
      case 'crash':
        return this.stop(fault, this.struck(fault, action.target), (machine) =>
          machine.crash(action.leaves),
        )
      case 'pause':
        return this.stop(fault, this.struck(fault, action.target), (machine) => machine.pause())
      case 'restart':
        return this.release(this.struck(fault, action.target, 'down'), (machine) => machine.start())
      case 'resume':
        return this.release(this.struck(fault, action.target, 'paused'), (machine) =>
          machine.resume(),
        )
      case 'promote':
        this.strikes.noteNodes(fault, [action.replica])
        promote(world.machines[action.replica])
        return false
      case 'ail':
        this.ail(fault, this.struck(fault, action.target), action.wrong)
        return this.ailments.holds(fault)
      case 'jump-clock':
        this.jumpClocks(this.struck(fault, action.target), action.by)
        return false
      case 'normal':
        this.cure(this.struck(fault, action.target))
        return false
      case 'partition':
        return this.addRule(fault, partitionRule(targets.groups(action.groups)))
      case 'isolate': {
        const members = targets.endpoints(action.members)
        this.strikes.noteNodes(fault, members)
        return this.addRule(fault, isolationRule(members))
      }
      case 'cut-one-way': {
        const [from, to] = [targets.endpoints(action.from), targets.endpoints(action.to)]
        return this.addRule(fault, oneWayRule(from, to))
      }
      case 'bridge':
        return this.addRule(fault, partitionRule(targets.halvesAround(action.over)))
      case 'majorities-ring':
        return this.addRule(fault, majoritiesRingRule(targets.replicas))
      case 'impair':
        return this.impair(fault, action.impairment, action.scope)
      case 'heal':
        this.heal()
        return false
    }
  }

  /** The machines that a fault strikes now. */
  private struck(fault: number, target: FaultTarget, stopped?: MachineStatus): readonly Machine[] {
    const machines = this.targets.machines(target, stopped)
    this.strikes.noteNodes(
      fault,
      machines.map(({ id }) => id),
    )
    return machines
  }

  // What is wrong with machines.

  private ail(fault: number, machines: readonly Machine[], wrong: Partial<Condition>): void {
    this.withClocks(() => this.ailments.add(fault, machines, wrong))
  }

  private jumpClocks(machines: readonly Machine[], by: Micros): void {
    this.withClocks(() => {
      for (const machine of machines) machine.jumpClock(by)
    })
  }

  private cure(machines: readonly Machine[]): void {
    this.withClocks(() => {
      for (const ended of this.ailments.cure(machines)) this.note(ended, 1)
    })
  }

  /** Does what may change clocks. */
  private withClocks(change: () => void): void {
    this.strikes.readClocks(this.world)
    change()
    this.strikes.readClocks(this.world)
  }

  // The network.

  private addRule(fault: number, rule: FaultRule): true {
    const { network } = this.world
    this.strikes.noteRule(fault, rule, this.world)
    const id = network.addRule(rule)
    this.remedies.push({ fault, remedy: () => network.removeRule(id) })
    return true
  }

  private impair(fault: number, impairment: Omit<Impairment, 'covers'>, scope: FaultScope): true {
    const { network } = this.world
    const id = network.impair({ ...impairment, covers: this.coverage(scope) })
    this.remedies.push({ fault, remedy: () => network.mend(id) })
    return true
  }

  private coverage({ from, to, bothWays }: FaultScope): Impairment['covers'] {
    const senders = from && new Set(this.targets.endpoints(from))
    const receivers = to && new Set(this.targets.endpoints(to))
    const isThere = (sender: EndpointId, receiver: EndpointId) =>
      (senders === undefined || senders.has(sender)) &&
      (receivers === undefined || receivers.has(receiver))
    return (sender, receiver) =>
      isThere(sender, receiver) || (bothWays && isThere(receiver, sender))
  }

  private heal(): void {
    const ended = this.remedies
    this.remedies = []
    for (const { fault, remedy } of ended) {
      remedy()
      this.note(fault, 1)
    }
  }

  // Machines that stand still.

  private stop(
    fault: number,
    machines: readonly Machine[],
    halt: (machine: Machine) => void,
  ): boolean {
    for (const machine of machines) {
      const before = machine.status
      halt(machine)
      if (machine.status === before) continue
      this.forget(machine)
      this.stoppedBy.set(machine.id, fault)
    }
    return this.hasStopped(fault)
  }

  private release(machines: readonly Machine[], go: (machine: Machine) => void): false {
    for (const machine of machines) {
      go(machine)
      if (machine.status === 'up') this.forget(machine)
    }
    return false
  }

  /** A machine is no longer stopped by what stopped it, which may end with that. */
  private forget({ id }: Machine): void {
    const fault = this.stoppedBy.get(id)
    if (fault === undefined) return
    this.stoppedBy.delete(id)
    if (!this.hasStopped(fault)) this.note(fault, 1)
  }

  private hasStopped(fault: number): boolean {
    for (const holder of this.stoppedBy.values()) if (holder === fault) return true
    return false
  }

  // Ends.

  /** The time of a fault is over; nothing happens when it has ended before. */
  private end(fault: number): void {
    if (this.hasStopped(fault)) this.releaseAll(fault)
    else if (this.ailments.holds(fault)) {
      this.withClocks(() => this.ailments.end(fault))
      this.note(fault, 1)
    } else this.remedy(fault)
  }

  private releaseAll(fault: number): void {
    const stopped = this.world.machines.filter(({ id }) => this.stoppedBy.get(id) === fault)
    this.release(stopped, (machine) => {
      if (machine.status === 'paused') machine.resume()
      else machine.start()
    })
  }

  private remedy(fault: number): void {
    const found = this.remedies.find((held) => held.fault === fault)
    if (found === undefined) return
    this.remedies = this.remedies.filter((held) => held !== found)
    found.remedy()
    this.note(fault, 1)
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
