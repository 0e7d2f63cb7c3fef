import { type Condition, SOUND } from '../node/condition.ts'
import type { Machine } from '../node/machine.ts'

interface Ailment {
  readonly fault: number
  readonly machine: Machine
  readonly wrong: Partial<Condition>
}

/**
 * What is wrong with which machine, and by which fault. Where two faults say different things of one machine, the later one holds; when it
 * ends, the earlier one does again.
 */
export class Ailments {
  private held: readonly Ailment[] = []

  add(fault: number, machines: readonly Machine[], wrong: Partial<Condition>): void {
    this.held = [...this.held, ...machines.map((machine) => ({ fault, machine, wrong }))]
    for (const machine of machines) this.apply(machine)
  }

  holds(fault: number): boolean {
    return this.held.some((ailment) => ailment.fault === fault)
  }

  /** A fault is over. */
  end(fault: number): void {
    this.remove((ailment) => ailment.fault === fault)
  }

  /** These machines are sound again. @returns the faults that have ended with that */
  cure(machines: readonly Machine[]): number[] {
    const touched = this.remove(({ machine }) => machines.includes(machine))
    return touched.filter((fault) => !this.holds(fault))
  }

  /** @returns the faults that are concerned */
  private remove(isOver: (ailment: Ailment) => boolean): number[] {
    const over = this.held.filter(isOver)
    this.held = this.held.filter((ailment) => !over.includes(ailment))
    for (const machine of new Set(over.map((ailment) => ailment.machine))) this.apply(machine)
    return [...new Set(over.map(({ fault }) => fault))]
  }

  private apply(machine: Machine): void {
    let condition: Condition = SOUND
    for (const ailment of this.held) {
      if (ailment.machine === machine) condition = { ...condition, ...ailment.wrong }
    }
    machine.suffer(condition)
  }
}
