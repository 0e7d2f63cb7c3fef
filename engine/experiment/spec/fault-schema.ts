import { duration, positiveDuration, signedDuration } from '../schema/duration.ts'
import { list } from '../schema/list.ts'
import { optional, record, required, withDefault } from '../schema/record.ts'
import { number, oneOf, share, text } from '../schema/scalar.ts'
import type { Read } from '../schema/schema.ts'
import { shorthand } from '../schema/shorthand.ts'
import { union } from '../schema/union.ts'
import { INTENSITIES, type Loses, RANDOM_KINDS } from './fault-spec.ts'
import { bytesPerSecond } from './network.ts'

const name = text('a name', 60)
const names = list(name, 1, 2_000, 'names')
const oneOrMore = shorthand(names, name, (only) => [only])

const EVERYWHERE = 'all messages are concerned'

const when = {
  at: optional(duration, 'Time after the start of the run.', 'the fault has every'),
  every: optional(
    record('a repetition', {
      period: required(positiveDuration, 'Time between two strikes.'),
      from: optional(duration, 'When it strikes first.', 'after one period'),
      to: optional(duration, 'When it strikes no more.', 'when the clients stop'),
    }),
    'How often the fault strikes.',
    'it strikes once, at its time',
  ),
}

const lasts = {
  ...when,
  for: optional(positiveDuration, 'How long it lasts.', 'until something else ends it'),
}

const scoped = {
  ...lasts,
  between: optional(
    list(oneOrMore, 2, 2, 'sides'),
    'Two sides: what passes between them, both ways.',
    EVERYWHERE,
  ),
  from: optional(oneOrMore, 'Whose messages are concerned.', EVERYWHERE),
  to: optional(oneOrMore, 'To whom they are sent.', EVERYWHERE),
}

const WHO =
  "A node or a region, 'controller', 'leader', 'followers', 'random' for one node, 'random minority', or 'all' nodes."
const target = { target: required(name, WHO) }

const slowness = (floor: string, what: string) => ({
  ...lasts,
  ...target,
  factor: withDefault(number(1, 1e6), 10, `How many times as long ${what} takes.`),
  floor: withDefault(duration, floor, 'And how long at least.'),
})

export const faultSchema = union('a fault', {
  crash: record('a crash', {
    ...lasts,
    ...target,
    loses: withDefault(
      oneOf<Loses>('nothing', 'unsynced', 'everything'),
      'unsynced',
      'What goes with the crash: nothing written, what was not synced, or the whole disk.',
    ),
  }),
  restart: record('a restart', {
    ...when,
    target: required(name, "A node or a region, or 'stopped' for all that are down."),
  }),
  pause: record('a pause', { ...lasts, ...target }),
  resume: record('a resume', {
    ...when,
    target: required(name, "A node or a region, or 'stopped' for all that are paused."),
  }),
  promote: record('a promotion', {
    ...when,
    target: required(name, 'The node that a person makes the leader.'),
  }),
  slow: record('a slow node', slowness('1ms', 'each message')),
  'slow-disk': record('a slow disk', slowness('10ms', 'each sync')),
  'full-disk': record('a full disk', { ...lasts, ...target }),
  'lying-disk': record('a lying disk', {
    ...lasts,
    ...target,
    delay: withDefault(positiveDuration, '1s', 'How much later what it says to have synced is.'),
  }),
  'clock-skew': record('a clock skew', {
    ...lasts,
    ...target,
    by: required(signedDuration, 'How far the clock is ahead; negative for behind.'),
  }),
  'clock-drift': record('a clock drift', {
    ...lasts,
    ...target,
    rate: required(number(0.1, 10), 'How fast the clock runs; 1 is right.'),
  }),
  'clock-jump': record('a clock jump', {
    ...when,
    ...target,
    by: required(signedDuration, 'How far the clock is put forward; negative for back.'),
  }),
  normal: record('a return to normal', { ...when, ...target }),
  partition: record('a partition', {
    ...lasts,
    groups: required(
      list(names, 2, 100, 'groups of names'),
      'Between different groups nothing passes.',
    ),
  }),
  isolate: record('an isolation', {
    ...lasts,
    names: required(names, 'Who is cut off from everybody else.'),
  }),
  'one-way': record('a one-way cut', {
    ...lasts,
    from: required(oneOrMore, 'Whose messages are lost.'),
    to: required(oneOrMore, 'Whom they do not reach.'),
  }),
  bridge: record('a bridge', {
    ...lasts,
    over: required(name, 'The node that both halves still reach.'),
  }),
  'majorities-ring': record('a majorities ring', lasts),
  loss: record('a loss', {
    ...scoped,
    share: required(share, 'Share of messages that are lost.'),
  }),
  duplicate: record('a duplication', {
    ...scoped,
    share: required(share, 'Share of messages that arrive twice.'),
  }),
  reorder: record('a reordering', {
    ...scoped,
    spread: required(positiveDuration, 'How much later a message may arrive, evenly drawn.'),
  }),
  delay: record('a delay', {
    ...scoped,
    extra: required(duration, 'Time that every message takes longer.'),
  }),
  bandwidth: record('a bandwidth', {
    ...scoped,
    bytesPerSecond: required(bytesPerSecond, 'What each link carries at most, each way.'),
  }),
  heal: record('a heal', when),
  random: record('a random schedule', {
    intensity: required(oneOf(...INTENSITIES), 'How often faults strike, and how long they last.'),
    kinds: optional(
      list(oneOf(...RANDOM_KINDS), 1, RANDOM_KINDS.length, 'kinds of faults'),
      'What may strike.',
      'what belongs to the intensity',
    ),
    from: optional(duration, 'When it begins.', 'at the start'),
    to: optional(positiveDuration, 'When the last fault has ended.', 'when the clients stop'),
  }),
})

/** A fault, or a schedule of faults, as it was read. */
export type CheckedEntry = Read<typeof faultSchema>
/** A fault whose times are known, or about to be. */
export type CheckedFault = Exclude<CheckedEntry, { readonly kind: 'random' }>
