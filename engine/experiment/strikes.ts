import type { Micros } from '../core/clock.ts'
import type { Message } from '../network/message.ts'
import type { FaultRule } from '../network/rules.ts'
import type { Machine } from '../node/machine.ts'
import type { EndpointId } from '../trace/event.ts'
import type { World } from './world.ts'

/** How far a node's wall clock is ahead of true time at a moment. */
export interface ClockReading {
  readonly node: EndpointId
  readonly time: Micros
  /** Negative when it is behind. */
  readonly ahead: Micros
}

/** A connection that lets nothing through: sender and receiver. */
export type CutConnection = readonly [from: EndpointId, to: EndpointId]

/** What the trace does not tell of faults: whom each struck, which connections it cut, what it did to clocks. For pictures of the run; nothing in it depends on this. */
export class Strikes {
  /** Of every node, before and after each fault that may have concerned clocks. */
  readonly clocks: ClockReading[] = []
  private readonly struck = new Map<number, readonly EndpointId[]>()
  private readonly cut = new Map<number, readonly CutConnection[]>()

  /** The nodes that a fault struck; none where it concerns the network. */
  nodesOf(fault: number): readonly EndpointId[] {
    return this.struck.get(fault) ?? []
  }

  /** The connections between nodes that a fault cut while it held. */
  cutsOf(fault: number): readonly CutConnection[] {
    return this.cut.get(fault) ?? []
  }

  noteNodes(fault: number, nodes: readonly EndpointId[]): void {
    this.struck.set(fault, nodes)
  }

  noteRule(fault: number, rule: FaultRule, world: World): void {
    const { machines } = world
    const random = world.generator('strikes')
    const isCut = (from: Machine, to: Machine) =>
      from !== to && rule(from.id, to.id, NO_MESSAGE, random) === 'drop'
    const cut = machines.flatMap((from) =>
      machines.filter((to) => isCut(from, to)).map((to): CutConnection => [from.id, to.id]),
    )
    this.cut.set(fault, cut)
  }

  readClocks({ machines, clock }: Pick<World, 'machines' | 'clock'>): void {
    for (const machine of machines) {
      this.clocks.push({ node: machine.id, time: clock.now, ahead: machine.clock() - clock.now })
    }
  }
}

/** Rules that cut look at the two ends alone. */
const NO_MESSAGE: Message = { kind: '', operation: -1, bytes: 0 }
