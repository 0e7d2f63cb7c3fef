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
  ['down', /^state down/, /^health down$/],
  ['paused', /^state paused/, /^health paused$/],
  ['recovering', /^state recovering/, /^health recovering$/],
  ['cut off', /^state cut-off/, /^health cut-off$/],
  ['log', /^log$/],
  ['committed', /^committed$/],
  ['versions', /^stored$/, /^versions$/],
  ['hints waiting', /^hints$/],
  ['clock set or wrong', /^clock$/],
  ['write', /^operation ok write$/],
  ['read', /^operation ok read$/, /^outline of operation ok read$/],
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

/** Of each pattern the first ground and the first glyph, which belong to each other where there are several. */
function samplesOf(batches: readonly Batch[], patterns: readonly RegExp[]): Batch[] {
  return patterns.flatMap((pattern) => {
    const found = batches.filter((batch) => countOf(batch) > 0 && pattern.test(batch.what))
    const ground = found.find(({ shape }) => shape !== 'texts' && shape !== 'glyphs')
    const glyph = found.find(({ shape }) => shape === 'glyphs')
    return [ground, glyph].filter((batch) => batch !== undefined)
  })
}

const marksOf = (batches: readonly Batch[]): LegendEntry[] =>
  batches
    .filter((batch) => batch.what.startsWith('mark ') && batch.shape === 'glyphs')
    .map((batch) => ({ name: batch.what.slice('mark '.length), samples: [batch] }))
