import { MICROS_PER_SECOND } from '../../core/clock.ts'
import { type EndpointId, EventKind } from '../event.ts'
import type { TraceEvent } from '../trace.ts'
import { eventText } from './event-text.ts'
import { type ExportRange, endOf, omittedText, spanOf, type Traced } from './traced.ts'
import { VectorClocks } from './vector-clocks.ts'

/** How ShiViz is to take a log apart: the head of the file. The time is one more field, in seconds. */
export const SHIVIZ_PATTERN = '(?<host>\\S*) (?<clock>{.*})\\n(?<time>\\S*) (?<event>.*)'

/** Stand for what happens to no node: the scenario's faults, and what the export says of itself. */
const FAULTS_HOST = 'faults'
const EXPORT_HOST = 'export'

/** What says nothing on the causes of anything: it would only make the picture longer. */
const LEFT_OUT: readonly EventKind[] = [EventKind.commit, EventKind.sync]

/**
 * A trace as a log for ShiViz, which draws who did what after hearing what from whom: two lines an event, with a vector clock that counts the events of each host
 * that it may have been caused by.
 *
 * The first line of the file is the regular expression, the second (for several executions) is empty, as ShiViz reads files. A message that was dropped shows on the
 * line of its sender.
 *
 * Source: the ShiViz wiki, "Log format": clocks are JSON, name their own host, begin with 1 and rise by 1 with each of its events.
 */
export function shivizLog(run: Traced, range: ExportRange): string {
  const span = spanOf(run.trace, range)
  const log = new ShivizLog(run)
  for (let position = span.from; position < span.to; position++) log.add(run.trace.at(position))
  if (span.omitted > 0) log.note(omittedText(span), endOf(run, span))
  return `${SHIVIZ_PATTERN}\n\n${log.lines.join('\n')}\n`
}

class ShivizLog {
  readonly lines: string[] = []
  private readonly run: Traced
  private readonly hosts: readonly string[]
  private readonly clocks: VectorClocks

  constructor(run: Traced) {
    const { endpoints } = run.names
    this.run = run
    this.hosts = [
      ...endpoints.map(({ name }) => name.replaceAll(/\s/g, '_')),
      FAULTS_HOST,
      EXPORT_HOST,
    ]
    this.clocks = new VectorClocks(this.hosts.length)
  }

  add(event: TraceEvent): void {
    if (LEFT_OUT.includes(event.kind)) return
    const host = this.hostOf(event)
    this.tick(host, event)
    this.write(host, event.time, eventText(this.run, event))
  }

  /** What the export says of itself. */
  note(text: string, time: number): void {
    const host = this.hosts.length - 1
    this.clocks.tick(host)
    this.write(host, time, text)
  }

  private tick(host: number, { kind, a }: TraceEvent): void {
    if (kind === EventKind.send) this.clocks.send(host, a)
    else if (kind === EventKind.deliver) this.clocks.receive(host, a)
    else this.clocks.tick(host)
  }

  private hostOf({ kind, node, peer }: TraceEvent): EndpointId {
    if (kind === EventKind.fault) return this.hosts.length - 2
    return kind === EventKind.drop ? peer : node
  }

  private write(host: number, time: number, text: string): void {
    const seconds = (time / MICROS_PER_SECOND).toFixed(6)
    this.lines.push(
      `${this.hosts[host]} ${this.clockText(host)}`,
      `${seconds} ${text.replaceAll(/\s+/g, ' ')}`,
    )
  }

  private clockText(host: number): string {
    const parts: string[] = []
    for (const [other, count] of this.clocks.of(host).entries()) {
      if (count > 0) parts.push(`${JSON.stringify(this.hosts[other])}:${count}`)
    }
    return `{${parts.join(',')}}`
  }
}
