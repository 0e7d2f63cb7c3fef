import { ok } from '../../core/result.ts'
import type { Latency } from '../../network/latency.ts'
import { list } from '../schema/list.ts'
import { type FieldsOf, optional, record, withDefault } from '../schema/record.ts'
import { refined } from '../schema/refined.ts'
import { problem } from '../schema/refusal.ts'
import { boolean, number, share, text } from '../schema/scalar.ts'
import type { Read } from '../schema/schema.ts'
import { type LatencySpec, latency, latencySchema } from './latency.ts'

/** The network between all nodes and clients. */
export interface NetworkSpec {
  /** One-way latency of a message. Default: lognormal, 0.25 ms median and 1 ms at the 99th percentile, as within a data centre. */
  readonly latency?: LatencySpec
  /** Share of messages that are lost, 0 to 1. Default 0. */
  readonly loss?: number
  /** Share of messages that arrive twice, 0 to 1. Default 0. */
  readonly duplication?: number
  /** Whether the messages of one link arrive in the order in which they were sent, as on one TCP connection. Default true. */
  readonly ordered?: boolean
  /** What each link carries, in bytes a second each way; what is more waits in line. Default: no limit. */
  readonly bandwidth?: number
  /** Links that differ; a later entry wins over an earlier one. */
  readonly links?: readonly LinkSpec[]
}

/** What differs on some links, or for some kinds of messages. What is left out stays as it is elsewhere. */
export interface LinkSpec {
  /** Two names (nodes, clients or regions): the links between them, both ways. */
  readonly between?: readonly string[]
  /** Name of the sending node, client or region; for one direction, with `to`. */
  readonly from?: string
  /** Name of the receiving node, client or region; for one direction, with `from`. */
  readonly to?: string
  /**
   * The kinds of messages that this is for, by the names that the run's table of messages shows: `['replicate', 'replicate-ack']`. They then travel apart from the
   * others, as on a connection of their own. With no ends named, on all links. Default: all messages.
   */
  readonly messages?: readonly string[]
  /** One-way latency on these links. */
  readonly latency?: LatencySpec
  /** Share of messages lost on these links, 0 to 1. */
  readonly loss?: number
  /** Share of messages that arrive twice on these links, 0 to 1. */
  readonly duplication?: number
  /** Whether messages keep their order on these links. */
  readonly ordered?: boolean
  /** What each of these links carries, in bytes a second each way. */
  readonly bandwidth?: number
}

/** From what a slow serial line carries to what no network does yet. */
export const bytesPerSecond = number(100, 1e12)

const AS_ELSEWHERE = 'as on the other links'
const messageKind = text('the name of a kind of message', 60)
export const placeName = text('the name of a node, a client or a region', 60)

const linkFields = {
  between: optional(
    list(placeName, 2, 2, 'names'),
    'Two nodes, clients or regions: the links between them, both ways.',
    'the link has from and to, or messages',
  ),
  from: optional(placeName, 'Sender, for one direction.', 'the link has between, or messages'),
  to: optional(placeName, 'Receiver, for one direction.', 'the link has between, or messages'),
  messages: optional(
    list(messageKind, 1, 100, 'kinds of messages'),
    'Kinds of messages that this is for; they travel apart from the others.',
    'all messages',
  ),
  latency: optional(latencySchema, 'One-way latency on these links.', AS_ELSEWHERE),
  loss: optional(share, 'Share of messages lost on these links.', AS_ELSEWHERE),
  duplication: optional(share, 'Share of messages that arrive twice.', AS_ELSEWHERE),
  ordered: optional(boolean, 'Whether messages keep their order.', AS_ELSEWHERE),
  bandwidth: optional(bytesPerSecond, 'Bytes a second that each link carries.', AS_ELSEWHERE),
} satisfies FieldsOf<LinkSpec>

const link = refined(record('one link', linkFields), (given, path) => {
  const directed = given.from !== undefined && given.to !== undefined
  const half = given.from !== undefined || given.to !== undefined
  const isEverywhere = given.between === undefined && !half && given.messages !== undefined
  const isClear = given.between === undefined ? directed : !half
  if (isClear || isEverywhere) return ok(given)
  const sentence = `${path} must name its ends either by between, two names, or by from and to; only with messages may it name none.`
  return problem('scenario/conflict', sentence)
})

const networkFields = {
  latency: withDefault<Latency>(
    latencySchema,
    latency.lognormal({ p50: '250us', p99: '1ms' }),
    'One-way latency of a message.',
  ),
  loss: withDefault(share, 0, 'Share of messages that are lost.'),
  duplication: withDefault(share, 0, 'Share of messages that arrive twice.'),
  ordered: withDefault(
    boolean,
    true,
    'Whether messages of one link keep their order, as with TCP.',
  ),
  bandwidth: optional(bytesPerSecond, 'Bytes a second that each link carries.', 'no limit'),
  links: withDefault(list(link, 0, 1_000, 'links'), [], 'Links that differ; a later entry wins.'),
} satisfies FieldsOf<NetworkSpec>

export const networkSchema = record('network settings', networkFields)
export type CheckedNetwork = Read<typeof networkSchema>
export type CheckedLink = Read<typeof link>
