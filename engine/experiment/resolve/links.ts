import type { Micros } from '../../core/clock.ts'
import { ok, type Result } from '../../core/result.ts'
import { type Latency, medianOf } from '../../network/latency.ts'
import type { LinkSettings } from '../../network/link.ts'
import { CLIENT_MESSAGE_KINDS } from '../../protocols/client.ts'
import type { EndpointId } from '../../trace/event.ts'
import type { ResolvedNetwork } from '../resolved.ts'
import { problem, refuse, within } from '../schema/refusal.ts'
import { listed, quote } from '../schema/show.ts'
import type { CheckedLink, CheckedNetwork } from '../spec/network.ts'
import type { Names } from './names.ts'

/** A link entry with its names found. */
interface Exception {
  readonly from: ReadonlySet<EndpointId>
  readonly to: ReadonlySet<EndpointId>
  /** undefined: all kinds. */
  readonly messages: readonly string[] | undefined
  readonly bothWays: boolean
  readonly settings: Partial<LinkSettings>
}

/**
 * The settings of every directed link; later entries win over earlier ones, field by field.
 * @param messageKinds all that the model sends; undefined where nobody knows them
 */
export function resolveNetwork(
  network: CheckedNetwork,
  names: Names,
  messageKinds: readonly string[] | undefined,
): Result<ResolvedNetwork> {
  const exceptions: Exception[] = []
  for (const [index, link] of network.links.entries()) {
    const path = within('network.links', index)
    const kinds = checkKinds(link.messages, within(path, 'messages'), messageKinds)
    if (!kinds.ok) return kinds
    const exception = resolveLink(link, path, names)
    if (!exception.ok) return exception
    exceptions.push(exception.value)
  }
  const { links: _links, bandwidth, ...others } = network
  const common: LinkSettings = { ...others, bytesPerSecond: bandwidth }
  const link = (from: EndpointId, to: EndpointId, messageKind?: string): LinkSettings => {
    let settings: LinkSettings = common
    for (const exception of exceptions) {
      if (!applies(exception, from, to)) continue
      if (concerns(exception, messageKind)) settings = { ...settings, ...exception.settings }
    }
    return settings
  }
  const median = createMedian()
  return ok({
    link,
    messageKinds: [...new Set(exceptions.flatMap(({ messages = [] }) => messages))],
    distance: (from, to) => median(link(from, to).latency),
  })
}

/** A kind that nobody sends would change nothing, unnoticed. */
function checkKinds(
  messages: readonly string[] | undefined,
  path: string,
  allowed: readonly string[] | undefined,
): Result<undefined> {
  if (messages === undefined || allowed === undefined) return ok(undefined)
  const kinds = [...CLIENT_MESSAGE_KINDS, ...allowed]
  const stranger = messages.findIndex((kind) => !kinds.includes(kind))
  if (stranger < 0) return ok(undefined)
  const place = within(path, stranger)
  return refuse(place, messages[stranger], listed(kinds.map(quote)), 'scenario/unknown-name')
}

function resolveLink(link: CheckedLink, path: string, names: Names): Result<Exception> {
  const { between, messages, latency, loss, duplication, ordered, bandwidth } = link
  const ends = resolveEnds(link, path, names)
  if (!ends.ok) return ends
  const settings = defined({ latency, loss, duplication, ordered, bytesPerSecond: bandwidth })
  if (Object.keys(settings).length === 0) {
    const sentence = `${path} changes nothing: it must have latency, loss, duplication, ordered or bandwidth.`
    return problem('scenario/missing-field', sentence)
  }
  return ok({
    ...ends.value,
    messages,
    bothWays: between !== undefined,
    settings,
  })
}

function resolveEnds(
  { between, from, to }: CheckedLink,
  path: string,
  names: Names,
): Result<Pick<Exception, 'from' | 'to'>> {
  const [first, second] = between ?? [from, to]
  if (first === undefined || second === undefined) {
    const everybody = new Set(names.places.map(({ id }) => id))
    return ok({ from: everybody, to: everybody })
  }
  const place = (index: number) =>
    within(path, between === undefined ? ['from', 'to'][index] : `between[${index}]`)
  const senders = names.endpoints(first, place(0))
  if (!senders.ok) return senders
  const receivers = names.endpoints(second, place(1))
  if (!receivers.ok) return receivers
  return ok({ from: new Set(senders.value), to: new Set(receivers.value) })
}

const concerns = ({ messages }: Exception, kind: string | undefined): boolean =>
  messages === undefined || (kind !== undefined && messages.includes(kind))

const applies = ({ from, to, bothWays }: Exception, sender: EndpointId, receiver: EndpointId) =>
  (from.has(sender) && to.has(receiver)) || (bothWays && from.has(receiver) && to.has(sender))

function defined(settings: { [Name in keyof LinkSettings]: LinkSettings[Name] | undefined }) {
  return Object.fromEntries(
    Object.entries(settings).filter(([, value]) => value !== undefined),
  ) as Partial<LinkSettings>
}

/** Medians by latency: that of a measured one sorts its samples. */
function createMedian(): (latency: Latency) => Micros {
  const known = new Map<Latency, Micros>()
  return (latency) => {
    const median = known.get(latency) ?? medianOf(latency)
    known.set(latency, median)
    return median
  }
}
