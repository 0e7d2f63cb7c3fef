import type { Duration } from '../schema/duration.ts'
import type {
  FaultKindSpec,
  FaultSpec,
  Intensity,
  Lasting,
  Loses,
  RandomFaultsSpec,
  RandomKind,
  RepetitionSpec,
  ScopeSpec,
  SlownessSpec,
} from './fault-spec.ts'
import { optionsOf } from './options.ts'

/**
 * The faults that can strike, each as a method; all give plain data.
 *
 * A target is a node, a region, `'controller'`, `'leader'`, `'followers'`, `'random'` (one node), `'random minority'` or `'all'` (nodes); roles
 * and chance are decided when the fault strikes. Whatever lasts takes `for`, after which it ends by itself.
 */
export class FaultsAt<Fault> {
  readonly #make: (fault: FaultKindSpec) => Fault

  constructor(make: (fault: FaultKindSpec) => Fault) {
    this.#make = make
  }

  // Nodes.

  /**
   * A node stops, and with it all that its process remembers.
   * @param options.loses what goes with it: `'nothing'` that was written, what was `'unsynced'` (default), or `'everything'`
   */
  crash(target: string, options: { readonly loses?: Loses } & Lasting = {}): Fault {
    return this.#make({ kind: 'crash', target, ...optionsOf('crash', options) })
  }

  /** A node that is down starts again over its disk. @param target a node, or `'stopped'` for all that are down */
  restart(target = 'stopped'): Fault {
    return this.#make({ kind: 'restart', target })
  }

  /** A node stands still, as in a long garbage collection: what arrives waits. */
  pause(target: string, options: Lasting = {}): Fault {
    return this.#make({ kind: 'pause', target, ...optionsOf('pause', options) })
  }

  /** A paused node goes on. @param target a node, or `'stopped'` for all that are paused */
  resume(target = 'stopped'): Fault {
    return this.#make({ kind: 'resume', target })
  }

  /**
   * A person makes this node the leader. With failover `manual()` it leads at once; with `vote()` it stands for election at once, which ends the
   * leader's term, and may lose it to another.
   */
  promote(target: string): Fault {
    return this.#make({ kind: 'promote', target })
  }

  /** A node works `factor` (10) times as long on each message, and at least `floor` (`'1ms'`), one at a time. */
  slow(target: string, options: SlownessSpec = {}): Fault {
    return this.#make({ kind: 'slow', target, ...optionsOf('slow', options) })
  }

  // Disks.

  /** A disk takes `factor` (10) times as long for each sync, and at least `floor` (`'10ms'`). */
  slowDisk(target: string, options: SlownessSpec = {}): Fault {
    return this.#make({ kind: 'slow-disk', target, ...optionsOf('slowDisk', options) })
  }

  /** A disk has no room: the node refuses writes, and nothing that it writes becomes durable until there is room again. */
  fullDisk(target: string, options: Lasting = {}): Fault {
    return this.#make({ kind: 'full-disk', target, ...optionsOf('fullDisk', options) })
  }

  /** A disk says at once that it has synced, and does so `delay` (`'1s'`) later: a crash in between loses what was acknowledged. */
  lyingDisk(target: string, options: { readonly delay?: Duration } & Lasting = {}): Fault {
    return this.#make({ kind: 'lying-disk', target, ...optionsOf('lyingDisk', options) })
  }

  // Clocks.

  /** A wall clock is ahead by a time; negative for behind. */
  clockSkew(target: string, by: Duration, options: Lasting = {}): Fault {
    return this.#make({ kind: 'clock-skew', target, by, ...optionsOf('clockSkew', options) })
  }

  /** A clock runs too fast (a rate above 1) or too slowly, and with it the node's timers. */
  clockDrift(target: string, rate: number, options: Lasting = {}): Fault {
    return this.#make({ kind: 'clock-drift', target, rate, ...optionsOf('clockDrift', options) })
  }

  /** A wall clock is put forward for good; negative for back. */
  clockJump(target: string, by: Duration): Fault {
    return this.#make({ kind: 'clock-jump', target, by })
  }

  /** Nodes work as they should again: ends what is wrong with processor, disk and clock. Jumps of clocks stay. */
  normal(target = 'all'): Fault {
    return this.#make({ kind: 'normal', target })
  }

  // Network.

  /**
   * Nothing passes between different groups; who is in no group reaches everybody. Each group lists nodes, clients, regions, or words as for targets.
   * The last argument may be `{ for: '2s' }`.
   */
  partition(...groups: readonly (readonly string[])[]): Fault
  partition(...groupsAndOptions: readonly [...(readonly string[])[], Lasting]): Fault
  partition(...given: readonly unknown[]): Fault {
    const [groups, options] = splitOptions(given)
    return this.#make({ kind: 'partition', groups: groups as string[][], ...options })
  }

  /** Nothing passes between these and anybody else. The last argument may be `{ for: '2s' }`. */
  isolate(...names: readonly string[]): Fault
  isolate(...namesAndOptions: readonly [...string[], Lasting]): Fault
  isolate(...given: readonly unknown[]): Fault {
    const [names, options] = splitOptions(given)
    return this.#make({ kind: 'isolate', names: names as string[], ...options })
  }

  /** What `from` sends to `to` is lost; the way back stays open. */
  oneWay(
    way: {
      readonly from: string | readonly string[]
      readonly to: string | readonly string[]
    } & Lasting,
  ): Fault {
    return this.#make({ kind: 'one-way', ...optionsOf('oneWay', way) })
  }

  /** The nodes fall into two halves that reach only each their own and one node, the bridge, which reaches all. */
  bridge(over: string, options: Lasting = {}): Fault {
    return this.#make({ kind: 'bridge', over, ...optionsOf('bridge', options) })
  }

  /** Each node hears a majority, itself and its neighbours in a ring, and no two hear the same one. */
  majoritiesRing(options: Lasting = {}): Fault {
    return this.#make({ kind: 'majorities-ring', ...optionsOf('majoritiesRing', options) })
  }

  /** Links lose this share of their messages, 0 to 1. */
  loss(share: number, options: ScopeSpec & Lasting = {}): Fault {
    return this.#make({ kind: 'loss', share, ...optionsOf('loss', options) })
  }

  /** Links deliver this share of their messages twice, 0 to 1. */
  duplicate(share: number, options: ScopeSpec & Lasting = {}): Fault {
    return this.#make({ kind: 'duplicate', share, ...optionsOf('duplicate', options) })
  }

  /** Each message takes up to `spread` longer, evenly drawn, and may be overtaken by later ones. */
  reorder(spread: Duration, options: ScopeSpec & Lasting = {}): Fault {
    return this.#make({ kind: 'reorder', spread, ...optionsOf('reorder', options) })
  }

  /** Every message takes this much longer. */
  delay(extra: Duration, options: ScopeSpec & Lasting = {}): Fault {
    return this.#make({ kind: 'delay', extra, ...optionsOf('delay', options) })
  }

  /** Each link carries so many bytes a second each way; what is more waits in line. */
  bandwidth(bytesPerSecond: number, options: ScopeSpec & Lasting = {}): Fault {
    return this.#make({ kind: 'bandwidth', bytesPerSecond, ...optionsOf('bandwidth', options) })
  }

  /** Ends every fault of the network. */
  heal(): Fault {
    return this.#make({ kind: 'heal' })
  }
}

/** Options may stand last in a list of arguments. */
function splitOptions(given: readonly unknown[]): [readonly unknown[], Lasting] {
  const last = given[given.length - 1]
  const hasOptions = typeof last === 'object' && last !== null && !Array.isArray(last)
  return hasOptions ? [given.slice(0, -1), last as Lasting] : [given, {}]
}

/** Faults of a scenario, by time. */
export const faults = {
  /** What strikes at this time after the start: `faults.at('2s').crash('leader')`. */
  at: (at: Duration): FaultsAt<FaultSpec> => new FaultsAt((fault) => ({ at, ...fault })),

  /** What strikes every so often: `faults.every('5s', { from: '1s', to: '20s' }).crash('random', { for: '1s' })`. */
  every: (period: Duration, range: Omit<RepetitionSpec, 'period'> = {}): FaultsAt<FaultSpec> =>
    new FaultsAt((fault) => ({ every: { period, ...range }, ...fault })),

  /**
   * A schedule drawn from the seed. It is drawn before the run, so its faults stand in the run's list.
   * - `mild`: one at a time, each 1 s on average, 10 s apart: pauses, slowness, delays, losses.
   * - `rough`: one at a time, each 2 s on average, 3 s apart: crashes, cuts, duplicates and reordering too.
   * - `hostile`: one a second on average, each 2 s, several at once: every kind but wiped disks.
   */
  random: (
    options: {
      readonly intensity?: Intensity
      readonly kinds?: readonly RandomKind[]
      readonly from?: Duration
      readonly to?: Duration
    } = {},
  ): RandomFaultsSpec => ({ kind: 'random', intensity: 'rough', ...optionsOf('random', options) }),
} as const
