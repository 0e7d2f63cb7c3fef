import { formatQuantity } from '../../trace/format.ts'
import { displaySymbol, Table } from '../../trace/table.ts'
import type { Cell } from '../../trace/table-cell.ts'
import { ENGINE_VERSION } from '../../version.ts'
import type { Displayable, DisplayBundle } from '../display.ts'
import { show } from '../schema/show.ts'
import { type Estimate, meanCell } from './estimate.ts'
import { caption, type Replicates } from './replicates.ts'

type Values = Readonly<Record<string, string | number | boolean>>

/** One point of a sweep, and what its runs say. */
export interface SweepPoint<Point> {
  readonly at: Point
  readonly replicates: Replicates
}

/** `w = 1, r = 2`. */
export const pointText = (point: Values): string =>
  Object.entries(point)
    .map(([name, value]) => `${name} = ${show(value)}`)
    .join(', ')

/** Scenarios that differ in a few values, side by side. */
export class Sweep<Point extends Values = Values> implements Displayable {
  /** Names of what differs. */
  readonly axes: readonly string[]
  readonly points: readonly SweepPoint<Point>[]

  constructor(axes: readonly string[], points: readonly SweepPoint<Point>[]) {
    this.axes = axes
    this.points = points
  }

  /** What the runs of each point say of a metric, in order of points. */
  estimates(name: string): readonly Estimate[] {
    return this.points.map(({ replicates }) => replicates.estimate(name))
  }

  /** A plain row a point, for charts and further work: its values, the mean of each metric, and `… ±` with the half width. */
  get rows(): readonly Readonly<Record<string, unknown>>[] {
    return this.points.map(({ at, replicates }) => ({
      ...at,
      ...Object.fromEntries(
        replicates.metrics.flatMap(({ name }) => {
          const { mean, halfWidth } = replicates.estimate(name)
          return [
            [name, mean],
            [`${name} ±`, halfWidth],
          ]
        }),
      ),
    }))
  }

  /** A row a point, a column a metric; metrics that are the same at every point stand in the caption. */
  get table(): Table {
    const { seeds, confidence, metrics } = this.points[0].replicates
    const names = metrics.map(({ name }) => name)
    const differing = names.filter((name) => !this.isSame(name))
    const shown = differing.length > 0 ? differing : names
    return new Table(
      [...this.axes, ...shown.map((name) => ({ name, align: 'right' as const }))],
      this.points.map((point) => this.row(point, shown)),
      { caption: `${caption(seeds, confidence)}${this.sameText(names, shown)}` },
    )
  }

  [displaySymbol](): DisplayBundle {
    const { axes, points, rows, table } = this
    return {
      ...table[displaySymbol](),
      'text/plain': table.toText(),
      'application/vnd.replilab.sweep+json': {
        engine: ENGINE_VERSION,
        axes,
        rows,
        recipes: points.map(({ at, replicates: { recipe } }) => ({ at, recipe })),
      },
    }
  }

  private row({ at, replicates }: SweepPoint<Point>, names: readonly string[]): Cell[] {
    const means = names.map((name) => meanCell(replicates.estimate(name), replicates.note(name)))
    return [...this.axes.map((axis) => at[axis]), ...means]
  }

  /** Whether every run of every point has the same number, or none has it. */
  private isSame(name: string): boolean {
    const values = this.points.flatMap(({ replicates }) => replicates.values(name))
    const notes = new Set(this.points.map(({ replicates }) => replicates.note(name)))
    return new Set(values).size === 1 && notes.size === 1
  }

  private sameText(names: readonly string[], shown: readonly string[]): string {
    const [{ replicates }] = this.points
    const texts = names
      .filter((name) => !shown.includes(name))
      .flatMap((name) => sameIn(replicates, name))
    return texts.length === 0 ? '' : ` The same in every run: ${texts.join(', ')}.`
  }
}

/** `lost writes 0 (No fault struck, so no write was in danger)`; nothing for a metric without data. */
function sameIn(replicates: Replicates, name: string): string[] {
  const { mean, unit } = replicates.estimate(name)
  if (mean === undefined) return []
  const note = replicates.note(name)?.replace(/\.$/, '')
  return [`${name} ${formatQuantity(mean, unit)}${note === undefined ? '' : ` (${note})`}`]
}
