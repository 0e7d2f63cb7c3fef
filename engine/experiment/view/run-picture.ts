import type { Timeline } from '../../timeline/timeline.ts'
import { formatNumber, formatQuantity } from '../../trace/format.ts'
import type { RunSummary } from '../run/summary.ts'
import { drawFigures, type Figure } from './figures-drawing.ts'
import { pictureLimits, pictureOf } from './picture.ts'

/** A run as a static picture: its main figures, and all of it along time. */
export function runPicture(timeline: Timeline, summary: RunSummary, seed: number): string {
  const { model, nodes, clients } = summary
  const heading = `${model} · ${counted(nodes, 'node')} · ${counted(clients, 'client')} · seed ${seed}`
  return pictureOf([
    {
      timeline,
      window: { from: 0, to: timeline.endMicros },
      filter: {},
      head: drawFigures(heading, figuresOf(summary), pictureLimits.width),
      parting: undefined,
    },
  ])
}

/** Those that have a value. */
const figuresOf = ({ metrics }: RunSummary): Figure[] =>
  metrics.flatMap(({ name, value, unit }) =>
    value === null ? [] : [[name, formatQuantity(value, unit)] as const],
  )

const counted = (count: number, noun: string): string =>
  `${formatNumber(count)} ${noun}${count === 1 ? '' : 's'}`
