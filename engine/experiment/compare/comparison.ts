import { displaySymbol, Table } from '../../trace/table.ts'
import { ENGINE_VERSION } from '../../version.ts'
import type { Displayable, DisplayBundle } from '../display.ts'
import { MAIN_METRICS, vacuityOf } from '../run/main-metrics.ts'
import type { Run } from '../run/run.ts'

/** Runs side by side, by name. */
export class Comparison<Name extends string = string> implements Displayable {
  readonly runs: Readonly<Record<Name, Run>>

  constructor(runs: Readonly<Record<Name, Run>>) {
    this.runs = runs
  }

  /** A row a metric, a column a run; metrics of which no run has data are left out. */
  get table(): Table {
    const named = Object.entries<Run>(this.runs)
    const rows = MAIN_METRICS.map((metric) => [
      metric.name,
      ...named.map(([, { metrics }]) => {
        const value = metric.of(metrics)
        const note = vacuityOf(metric, metrics)
        return value === undefined ? undefined : { value, unit: metric.unit, note }
      }),
    ])
    return new Table(
      ['metric', ...named.map(([name]) => ({ name, align: 'right' as const }))],
      rows.filter(([, ...cells]) => cells.some((cell) => cell !== undefined)),
    )
  }

  [displaySymbol](): DisplayBundle {
    const { table } = this
    const runs = Object.entries<Run>(this.runs).map(([name, run]) => ({
      name,
      recipe: run.scenario,
      seed: run.seed,
      fingerprint: run.fingerprint,
      summary: run.summary,
    }))
    return {
      ...table[displaySymbol](),
      'text/plain': table.toText(),
      'application/vnd.replilab.comparison+json': { engine: ENGINE_VERSION, runs },
    }
  }
}
