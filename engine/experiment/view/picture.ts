import type { Micros } from '../../core/clock.ts'
import { LineBatch, TextBatch } from '../../timeline/draw/batches.ts'
import {
  type Batch,
  type Drawing,
  drawLegend,
  drawTimeline,
  type Layout,
  layOut,
  legendOf,
  lookAt,
  toSvg,
  xOf,
} from '../../timeline/draw/index.ts'
import { stackDrawings } from '../../timeline/draw/stack.ts'
import type { Timeline } from '../../timeline/timeline.ts'
import type { Filter, Window } from '../../timeline/window.ts'

/** What a static picture may take, with names. */
export const pictureLimits = {
  /** Pixels. */
  width: 960,
  /** Pixels that the rows of a run are to take, if they can be made so low: alone, and among others. */
  height: 560,
  heightAmongOthers: 330,
  /** Characters of the text that a picture is, for one run and for each further one; one that is longer is drawn with fewer clients, and says so. */
  characters: 48_000,
  charactersOfFurther: 24_000,
  /** Clients of a run that have rows in it, from the most to the fewest that are tried. */
  clients: [24, 12, 6, 3],
} as const

/** A run of which a part is drawn. */
export interface PicturedRun {
  readonly timeline: Timeline
  readonly window: Window
  readonly filter: Filter
  /** Above it. */
  readonly head: Drawing | undefined
  /** The moment at which it parts from another. */
  readonly parting: Micros | undefined
}

/**
 * Runs below each other on the same axis of time, with one legend, as SVG text: what is shown where nothing can be clicked.
 *
 * @param above what stands above all of them
 */
export function pictureOf(runs: readonly PicturedRun[], above: readonly Drawing[] = []): string {
  const { characters, charactersOfFurther } = pictureLimits
  const most = characters + (runs.length - 1) * charactersOfFurther
  let picture = ''
  for (const clients of pictureLimits.clients) {
    picture = drawAll(runs, clients, above)
    if (picture.length <= most) break
  }
  return picture
}

function drawAll(runs: readonly PicturedRun[], clients: number, above: readonly Drawing[]): string {
  const { width } = pictureLimits
  const gutters = runs.map(
    (run) => layOut(run.timeline, { width }, { filter: shownOf(run, clients) }).left,
  )
  const gutter = Math.max(...gutters)
  const each = runs.flatMap((run) => [
    ...(run.head === undefined ? [] : [run.head]),
    drawRun(run, clients, runs.length, gutter),
    ...leftOut(run, clients),
  ])
  const drawings = [...above, ...each]
  const titles = drawings.map((drawing) => drawing.title)
  const title = titles.filter((words) => words !== '').join('; ')
  const description = drawings.map((drawing) => drawing.description).join(' ')
  return toSvg(withOneLegend(stackDrawings(drawings, { title, description }, 4)))
}

/** Runs have much in common: what is in several of them stands once in the legend. */
function withOneLegend(drawing: Drawing): Drawing {
  const kinds = new Map(drawing.batches.map((batch) => [batch.what, batch]))
  const legend = legendOf({ ...drawing, batches: [...kinds.values()] })
  const { batches, height } = drawLegend(legend, drawing.width, drawing.height)
  return { ...drawing, height, batches: [...drawing.batches, ...batches] }
}

function drawRun(
  { timeline, window, filter, parting }: PicturedRun,
  clients: number,
  among: number,
  gutter: number,
) {
  const shown = shownOf({ timeline, filter }, clients)
  const size = {
    width: pictureLimits.width,
    height: among === 1 ? pictureLimits.height : pictureLimits.heightAmongOthers,
    isWhole: true,
  }
  const layout = layOut(timeline, size, { filter: shown, gutter })
  const drawing = drawTimeline(timeline, lookAt(timeline, window, layout, shown), layout)
  if (parting === undefined || parting < window.from || parting > window.to) return drawing
  return { ...drawing, batches: [...drawing.batches, ...partingLine(parting, window, layout)] }
}

function partingLine(parting: Micros, window: Window, layout: Layout): Batch[] {
  const line = new LineBatch('the runs part', { stroke: 'accent', lineWidth: 1.5, dash: [5, 3] })
  const word = new TextBatch('the runs part', { fill: 'accent' }, 10, 'start', true)
  const x = xOf(layout, window, parting)
  const isNearEnd = x > layout.right - 60
  line.add(x, layout.axis.top + layout.axis.height, x, layout.height, 0)
  word.add(isNearEnd ? x - 54 : x + 4, layout.height - 6, 'parts here', 0)
  return [line, word]
}

/** What a picture shows of a run. */
const shownOf = (
  { timeline, filter }: Pick<PicturedRun, 'timeline' | 'filter'>,
  clients: number,
): Filter => ({ ...filter, ...fewClients(timeline, filter, clients) })

/** The filter's endpoints, without clients beyond the limit. */
function fewClients(
  { clients, nodes }: Timeline,
  { endpoints }: Filter,
  most: number,
): Pick<Filter, 'endpoints'> {
  if (clients.length <= most) return {}
  const shown = [...nodes, ...clients.slice(0, most)].map(({ endpoint }) => endpoint)
  return { endpoints: new Set(shown.filter((one) => endpoints?.has(one) ?? true)) }
}

/** A line that says which clients are not drawn. */
function leftOut({ timeline: { clients } }: PicturedRun, most: number): Drawing[] {
  if (clients.length <= most) return []
  const sentence = `${most} of ${clients.length} clients are drawn; the others are in the figures and in the run.`
  const words = new TextBatch('left out', { fill: 'textQuiet' }, 11)
  words.add(10, 8, sentence, 0)
  const { width } = pictureLimits
  return [{ width, height: 18, title: '', description: sentence, batches: [words] }]
}
