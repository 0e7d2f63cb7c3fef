/** One event of a log, as ShiViz takes it apart. */
export interface ShivizEvent {
  readonly host: string
  readonly clock: ReadonlyMap<string, number>
  readonly event: string
  readonly time: string
}

/**
 * Reads a log file as ShiViz does, by what its documentation says: the first line is the regular expression, the second the delimiter of executions, the rest
 * is searched. Throws where ShiViz would refuse.
 */
export function readShiviz(file: string): ShivizEvent[] {
  const [pattern, delimiter, ...rest] = file.split('\n')
  if (delimiter !== '') throw new Error('one execution has no delimiter')
  for (const group of ['host', 'clock', 'event']) {
    if (!pattern.includes(`(?<${group}>`)) throw new Error(`no group ${group}`)
  }
  const text = rest.join('\n')
  const found = [...text.matchAll(new RegExp(pattern, 'g'))]
  if (found.map(([all]) => all).join('\n') !== text.trimEnd()) throw new Error('text is left over')
  return found.map(({ groups = {} }) => ({
    host: groups.host,
    clock: new Map(Object.entries(JSON.parse(groups.clock) as Record<string, number>)),
    event: groups.event,
    time: groups.time,
  }))
}

/** What ShiViz demands of clocks: a host's own begins at 1 and rises by 1; others are of hosts and events that there are. */
export function complaints(events: readonly ShivizEvent[]): string[] {
  const counts = new Map<string, number>()
  for (const { host } of events) counts.set(host, (counts.get(host) ?? 0) + 1)
  const seen = new Map<string, number>()
  return events.flatMap(({ host, clock, event }) => {
    const own = (seen.get(host) ?? 0) + 1
    seen.set(host, own)
    const wrong = [...clock].filter(([other, count]) => {
      if (other === host) return count !== own
      return !Number.isInteger(count) || count < 1 || count > (counts.get(other) ?? 0)
    })
    const isOwnMissing = !clock.has(host)
    return wrong.length > 0 || isOwnMissing ? [`${host}: ${event}`] : []
  })
}
