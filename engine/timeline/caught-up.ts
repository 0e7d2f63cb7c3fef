import type { Micros } from '../core/clock.ts'
import { type EndpointId, EventKind } from '../trace/event.ts'
import { NEVER } from '../trace/metrics/facts.ts'
import type { RecordedRun } from './recorded-run.ts'

/** A stretch in which a node ran again after a crash and still took in what it had missed. */
export interface Recovery {
  readonly node: EndpointId
  readonly from: Micros
  readonly to: Micros
}

interface Life {
  readonly restart: Micros
  caughtUp: Micros
}

/**
 * How long nodes needed to catch up after each restart: until the last write became readable there, in this life, that had been readable anywhere when it restarted. What
 * it never takes in any more does not count.
 */
export function recoveries({ trace, history, endMicros }: RecordedRun): Recovery[] {
  const first = new Float64Array(history.length).fill(NEVER)
  const lives = new Map<EndpointId, Life>()
  const found: Recovery[] = []
  const end = (node: EndpointId) => {
    const life = lives.get(node)
    if (life === undefined) return
    lives.delete(node)
    if (life.caughtUp > life.restart) found.push({ node, from: life.restart, to: life.caughtUp })
  }
  const { restart, crash, store } = EventKind
  trace.eachOf([restart, crash, store], ({ kind, node, time, operation }, index) => {
    const now = time[index]
    if (kind[index] === restart) lives.set(node[index], { restart: now, caughtUp: now })
    else if (kind[index] === crash) end(node[index])
    else {
      const write = operation[index]
      if (write < 0) return
      first[write] = Math.min(first[write], now)
      const life = lives.get(node[index])
      if (life !== undefined && first[write] <= life.restart) life.caughtUp = now
    }
  })
  for (const node of [...lives.keys()]) end(node)
  return found.map(({ node, from, to }) => ({ node, from, to: Math.min(to, endMicros) }))
}
