import { displaySymbol, Table } from '../../trace/table.ts'
import { ENGINE_VERSION } from '../../version.ts'
import type { Displayable, DisplayBundle } from '../display.ts'
import { type Estimate, estimate, meanCell, missingNote } from '../replicate/estimate.ts'
import { caption, type Replicates } from '../replicate/replicates.ts'

/** Scenarios side by side, each with the same seeds, and how they differ from the first. */
export class ReplicatedComparison<Name extends string = string> implements Displayable {
  readonly members: Readonly<Record<Name, Replicates>>

  constructor(members: Readonly<Record<Name, Replicates>>) {
    this.members = members
  }

  /**
   * How a member differs from another in a metric: `name` minus `from`, pair by pair of runs with the same seed. What chance does to both alike
   * falls out, so that the difference is known better than either.
   * @param from the first member unless told
   * @throws {ScenarioError} for a metric that was not measured
   */
  difference(metric: string, name: Name, from: Name = this.named[0][0]): Estimate {
    const base = this.members[from].values(metric)
    const values = this.members[name].values(metric).map((value, index) => {
      const other = base[index]
      return value === undefined || other === undefined ? undefined : value - other
    })
    const { unit, name: called } = this.members[name].estimate(metric)
    return estimate({ name: called, unit }, values, this.members[name].confidence)
  }

  /** A row a metric, a column a member and a column a difference; metrics of which no member has data are left out. */
  get table(): Table {
    const { named } = this
    const [[first, { metrics, seeds, confidence }], ...others] = named
    const right = (name: string) => ({ name, align: 'right' as const })
    const rows = metrics.map(({ name }) => this.row(name))
    return new Table(
      [
        'metric',
        ...named.map(([name]) => right(name)),
        ...others.map(([name]) => right(`${name} − ${first}`)),
      ],
      rows.filter(([, ...cells]) => cells.some((cell) => cell !== undefined)),
      {
        caption: `${caption(seeds, confidence)} Differences are those of pairs of runs with the same seed.`,
      },
    )
  }

  [displaySymbol](): DisplayBundle {
    const { named, table } = this
    const members = named.map(([name, { recipe, fingerprints, metrics }]) => ({
      name,
      recipe,
      fingerprints,
      estimates: metrics.map((metric) => this.members[name].estimate(metric.name)),
      differences: metrics.map((metric) => this.difference(metric.name, name)),
    }))
    return {
      ...table[displaySymbol](),
      'text/plain': table.toText(),
      'application/vnd.replilab.replicated-comparison+json': { engine: ENGINE_VERSION, members },
    }
  }

  private row(metric: string) {
    const [, ...others] = this.named
    return [
      metric,
      ...this.named.map(([, member]) => meanCell(member.estimate(metric), member.note(metric))),
      ...others.map(([name, { seeds }]) => {
        const difference = this.difference(metric, name)
        return meanCell(difference, missingNote(difference, seeds.length))
      }),
    ]
  }

  private get named(): [Name, Replicates][] {
    return Object.entries(this.members) as [Name, Replicates][]
  }
}
