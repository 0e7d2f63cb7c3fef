import type { Duration } from '../schema/duration.ts'

/** What a crash takes with it: nothing that was written (the process dies), what was not yet synced (the power fails), or the whole disk. */
export type Loses = 'nothing' | 'unsynced' | 'everything'

/** A fault that lasts. */
export interface Lasting {
  /** How long it lasts. Default: until something else ends it, or for good. */
  readonly for?: Duration
}

/** How much slower work is: its usual time × `factor`, and at least `floor`. */
export interface SlownessSpec extends Lasting {
  readonly factor?: number
  readonly floor?: Duration
}

/** Which messages a fault of the network concerns; all where nothing is said. Names of nodes, clients or regions, or words as for targets. */
export interface ScopeSpec {
  /** Two sides: what passes between them, both ways. */
  readonly between?: readonly (string | readonly string[])[]
  /** What these send. */
  readonly from?: string | readonly string[]
  /** What is sent to these. */
  readonly to?: string | readonly string[]
}

/** A fault, without its time. */
export type FaultKindSpec =
  | ({ readonly kind: 'crash'; readonly target: string; readonly loses?: Loses } & Lasting)
  | { readonly kind: 'restart'; readonly target: string }
  | ({ readonly kind: 'pause'; readonly target: string } & Lasting)
  | { readonly kind: 'resume'; readonly target: string }
  | { readonly kind: 'promote'; readonly target: string }
  | ({ readonly kind: 'slow'; readonly target: string } & SlownessSpec)
  | ({ readonly kind: 'slow-disk'; readonly target: string } & SlownessSpec)
  | ({ readonly kind: 'full-disk'; readonly target: string } & Lasting)
  | ({ readonly kind: 'lying-disk'; readonly target: string; readonly delay?: Duration } & Lasting)
  | ({ readonly kind: 'clock-skew'; readonly target: string; readonly by: Duration } & Lasting)
  | ({ readonly kind: 'clock-drift'; readonly target: string; readonly rate: number } & Lasting)
  | { readonly kind: 'clock-jump'; readonly target: string; readonly by: Duration }
  | { readonly kind: 'normal'; readonly target: string }
  | ({ readonly kind: 'partition'; readonly groups: readonly (readonly string[])[] } & Lasting)
  | ({ readonly kind: 'isolate'; readonly names: readonly string[] } & Lasting)
  | ({
      readonly kind: 'one-way'
      readonly from: string | readonly string[]
      readonly to: string | readonly string[]
    } & Lasting)
  | ({ readonly kind: 'bridge'; readonly over: string } & Lasting)
  | ({ readonly kind: 'majorities-ring' } & Lasting)
  | ({ readonly kind: 'loss'; readonly share: number } & ScopeSpec & Lasting)
  | ({ readonly kind: 'duplicate'; readonly share: number } & ScopeSpec & Lasting)
  | ({ readonly kind: 'reorder'; readonly spread: Duration } & ScopeSpec & Lasting)
  | ({ readonly kind: 'delay'; readonly extra: Duration } & ScopeSpec & Lasting)
  | ({ readonly kind: 'bandwidth'; readonly bytesPerSecond: number } & ScopeSpec & Lasting)
  | { readonly kind: 'heal' }

/** A fault that strikes again and again. */
export interface RepetitionSpec {
  /** Time between two strikes. */
  readonly period: Duration
  /** When it strikes first. Default: after one period. */
  readonly from?: Duration
  /** When it strikes no more. Default: when the clients stop. */
  readonly to?: Duration
}

export const INTENSITIES = ['mild', 'rough', 'hostile'] as const
export type Intensity = (typeof INTENSITIES)[number]

/** The kinds that a random schedule may draw. */
export const RANDOM_KINDS = [
  'crash',
  'pause',
  'slow',
  'slow-disk',
  'full-disk',
  'lying-disk',
  'clock-skew',
  'clock-drift',
  'partition',
  'isolate',
  'one-way',
  'bridge',
  'majorities-ring',
  'loss',
  'duplicate',
  'reorder',
  'delay',
  'bandwidth',
] as const
export type RandomKind = (typeof RANDOM_KINDS)[number]

/** A schedule of faults drawn from the seed. */
export interface RandomFaultsSpec {
  readonly kind: 'random'
  /** How often and how long: see `faults.random`. */
  readonly intensity: Intensity
  /** What may strike. Default: what belongs to the intensity. */
  readonly kinds?: readonly RandomKind[]
  /** When it begins. Default: at the start. */
  readonly from?: Duration
  /** When the last fault has ended. Default: when the clients stop. */
  readonly to?: Duration
}

/** A fault and when it strikes: at a time after the start, or every so often. */
export type FaultSpec =
  | ((
      | { readonly at: Duration; readonly every?: undefined }
      | { readonly every: RepetitionSpec; readonly at?: undefined }
    ) &
      FaultKindSpec)
  | RandomFaultsSpec
