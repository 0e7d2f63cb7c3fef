import { type Duration, duration } from '../schema/duration.ts'
import { list } from '../schema/list.ts'
import { record, required, withDefault } from '../schema/record.ts'
import { oneOf, share, text } from '../schema/scalar.ts'
import type { Read } from '../schema/schema.ts'
import { shorthand } from '../schema/shorthand.ts'
import { union } from '../schema/union.ts'

/** What a crash takes with it: nothing that was written (the process dies), what was not yet synced (the power fails), or the whole disk. */
export type Loses = 'nothing' | 'unsynced' | 'everything'

/** A fault, without its time. */
export type FaultKindSpec =
  | { readonly kind: 'crash'; readonly target: string; readonly loses?: Loses }
  | { readonly kind: 'restart'; readonly target: string }
  | { readonly kind: 'pause'; readonly target: string }
  | { readonly kind: 'resume'; readonly target: string }
  | { readonly kind: 'promote'; readonly target: string }
  | { readonly kind: 'partition'; readonly groups: readonly (readonly string[])[] }
  | { readonly kind: 'isolate'; readonly names: readonly string[] }
  | {
      readonly kind: 'one-way'
      readonly from: string | readonly string[]
      readonly to: string | readonly string[]
    }
  | { readonly kind: 'loss'; readonly share: number }
  | { readonly kind: 'delay'; readonly extra: Duration }
  | { readonly kind: 'heal' }

/** A fault and the time at which it strikes. */
export type FaultSpec = { readonly at: Duration } & FaultKindSpec

/** The faults that can strike, each as a method; all give plain data. */
export class FaultsAt<Fault> {
  readonly #make: (fault: FaultKindSpec) => Fault

  constructor(make: (fault: FaultKindSpec) => Fault) {
    this.#make = make
  }

  /**
   * A node stops, and with it all that its process remembers.
   * @param target a node, `'leader'`, `'followers'` or `'controller'`
   * @param options.loses what goes with it: `'nothing'` that was written, what was `'unsynced'` (default), or `'everything'`
   */
  crash(target: string, options: { readonly loses?: Loses } = {}): Fault {
    return this.#make({ kind: 'crash', target, ...options })
  }

  /** A node that is down starts again over its disk. @param target a node, or `'stopped'` for all that are down */
  restart(target = 'stopped'): Fault {
    return this.#make({ kind: 'restart', target })
  }

  /** A node stands still, as in a long garbage collection: what arrives waits. @param target a node, `'leader'` or `'followers'` */
  pause(target: string): Fault {
    return this.#make({ kind: 'pause', target })
  }

  /** A paused node goes on. @param target a node, or `'stopped'` for all that are paused */
  resume(target = 'stopped'): Fault {
    return this.#make({ kind: 'resume', target })
  }

  /** A person makes this node the leader. */
  promote(target: string): Fault {
    return this.#make({ kind: 'promote', target })
  }

  /** Nothing passes between different groups; who is in no group reaches everybody. Each group lists nodes, clients, regions, `'leader'` or `'followers'`. */
  partition(...groups: readonly (readonly string[])[]): Fault {
    return this.#make({ kind: 'partition', groups })
  }

  /** Nothing passes between these (nodes, clients, regions, `'leader'`, `'followers'`) and anybody else. */
  isolate(...names: readonly string[]): Fault {
    return this.#make({ kind: 'isolate', names })
  }

  /** What `from` sends to `to` is lost; the way back stays open. */
  oneWay(way: {
    readonly from: string | readonly string[]
    readonly to: string | readonly string[]
  }): Fault {
    return this.#make({ kind: 'one-way', ...way })
  }

  /** Every link loses this share of its messages, 0 to 1. */
  loss(share: number): Fault {
    return this.#make({ kind: 'loss', share })
  }

  /** Every message takes this much longer. */
  delay(extra: Duration): Fault {
    return this.#make({ kind: 'delay', extra })
  }

  /** Ends every partition, isolation, loss and delay. */
  heal(): Fault {
    return this.#make({ kind: 'heal' })
  }
}

/** Faults of a scenario, by time. */
export const faults = {
  /** What strikes at this time after the start: `faults.at('2s').crash('leader')`. */
  at: (at: Duration): FaultsAt<FaultSpec> => new FaultsAt((fault) => ({ at, ...fault })),
} as const

const name = text('a name', 60)
const names = list(name, 1, 2_000, 'names')
const oneOrMore = shorthand(names, name, (only) => [only])
const at = required(duration, 'Time after the start of the run.')

const target = (meaning: string) => ({ at, target: required(name, meaning) })

export const faultSchema = union('a fault', {
  crash: record('a crash', {
    ...target("A node, 'leader', 'followers' or 'controller'."),
    loses: withDefault(
      oneOf<Loses>('nothing', 'unsynced', 'everything'),
      'unsynced',
      'What goes with the crash: nothing written, what was not synced, or the whole disk.',
    ),
  }),
  restart: record('a restart', target("A node, or 'stopped' for all that are down.")),
  pause: record('a pause', target("A node, 'leader', 'followers' or 'controller'.")),
  resume: record('a resume', target("A node, or 'stopped' for all that are paused.")),
  promote: record('a promotion', target('The node that a person makes the leader.')),
  partition: record('a partition', {
    at,
    groups: required(
      list(names, 2, 100, 'groups of names'),
      'Between different groups nothing passes.',
    ),
  }),
  isolate: record('an isolation', {
    at,
    names: required(names, 'Who is cut off from everybody else.'),
  }),
  'one-way': record('a one-way cut', {
    at,
    from: required(oneOrMore, 'Whose messages are lost.'),
    to: required(oneOrMore, 'Whom they do not reach.'),
  }),
  loss: record('a loss', {
    at,
    share: required(share, 'Share of messages that every link loses.'),
  }),
  delay: record('a delay', {
    at,
    extra: required(duration, 'Time that every message takes longer.'),
  }),
  heal: record('a heal', { at }),
})

export type CheckedFault = Read<typeof faultSchema>
