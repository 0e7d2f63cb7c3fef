import { countOf } from './batches.ts'
import type { Batch, Drawing } from './drawing.ts'

/** A name, and what it looks like: signs that lie on each other. */
export interface LegendEntry {
  readonly name: string
  readonly samples: readonly Batch[]
}

/** What batches are called in a picture, and in its legend. Of several batches of one name all are samples. */
const NAMES: readonly (readonly [name: string, ...whats: RegExp[]])[] = [
  ['leader', /^state up leader$/],
  ['follower', /^state up follower$/],
  ['replica', /^state up replica$/],
  ['candidate', /^state up candidate$/],
  ['fenced leader', /^state up fenced$/],
  ['diverged', /^state up diverged$/],
  ['down', /^(state|health) down/],
  ['paused', /^health paused$/],
  ['recovering', /^health recovering$/],
  ['cut off', /^health cut-off$/],
  ['log or versions', /^log$/],
  ['committed', /^committed$/],
  ['hints waiting', /^hints$/],
  ['clock set or wrong', /^clock$/],
  ['write', /^operation ok write$/],
  ['read', /^(outline of )?operation ok read$/],
  ['calls', /^operations$/],
  ['failed', /^operations? failed/, /^sign of failed$/],
  ['unknown', /^operations? unknown/, /^sign of unknown$/],
  ['no answer yet', /^operations? open/, /^sign of open$/],
  ['stale read', /^operations? stale/, /^sign of stale$/],
  ['lost write', /^operations? lost/, /^sign of lost$/],
  ['conflicting write', /^operations? conflicting/, /^sign of conflicting$/],
  ['message', /^message$/],
  ['messages sent', /^messages$/],
  ['lost on the way', /^end of a lost message \(cross\)$/, /^messages lost$/],
  ['kept back by a partition', /^end of a lost message \(wall\)$/],
  ['receiver down', /^end of a lost message \(crossedRing\)$/],
]

/** The entries for what a picture holds. */
export function legendOf({ batches }: Drawing): LegendEntry[] {
  const named = NAMES.map(([name, ...patterns]) => ({
    name,
    samples: samplesOf(batches, patterns),
  }))
  return [...named.filter(({ samples }) => samples.length > 0), ...marksOf(batches)]
}

/** At most one rectangle ground, one cover or outline and one glyph: the first of each style. */
function samplesOf(batches: readonly Batch[], patterns: readonly RegExp[]): Batch[] {
  const found = batches.filter(
    (batch) =>
      countOf(batch) > 0 && batch.shape !== 'texts' && patterns.some((one) => one.test(batch.what)),
  )
  return found.filter((batch, at) => found.findIndex((other) => isAlike(batch, other)) === at)
}

const isAlike = (a: Batch, b: Batch): boolean => a.shape === b.shape && a.what === b.what

const marksOf = (batches: readonly Batch[]): LegendEntry[] =>
  batches
    .filter((batch) => batch.what.startsWith('mark ') && batch.shape === 'glyphs')
    .map((batch) => ({ name: batch.what.slice('mark '.length), samples: [batch] }))
