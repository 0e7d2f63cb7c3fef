import { displaySymbol, TABLE_MIME_TYPE, Table } from '../../trace/table.ts'
import { ENGINE_VERSION } from '../../version.ts'
import type { Displayable, DisplayBundle, DisplayRoom } from '../display.ts'
import { MAIN_METRICS, vacuityOf } from '../run/main-metrics.ts'
import type { Run } from '../run/run.ts'
import type { TimelineOptions } from '../view/options.ts'
import { type NamedRecording, whereTheyPart } from '../view/parting.ts'
import { pictureLimits } from '../view/picture.ts'
import { type Attachment, attachmentsOf, attachmentsSymbol } from '../view/recordings.ts'
import { fitInto } from '../view/room.ts'
import { RunTimeline } from '../view/run-timeline.ts'
import { drawTable } from '../view/table-drawing.ts'

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

  /**
   * The runs along time below each other on one axis, with the moments at which they part from the first: all of them, or a part as of one run: `compared.timeline({ from: '2s' })`.
   * @throws {ScenarioError} with one sentence when an option cannot be
   */
  timeline(options?: TimelineOptions): RunTimeline {
    return new RunTimeline(this.#recordings, options)
  }

  [attachmentsSymbol](): Attachment[] {
    return attachmentsOf(this.#recordings.map(({ recording }) => recording))
  }

  [displaySymbol](room?: DisplayRoom): DisplayBundle {
    const { table } = this
    const { sentences } = whereTheyPart(this.#recordings)
    const { recordings, omitted, ...shown } = fitInto(
      {
        text: [table.toText(), sentences.join('\n')].join('\n\n'),
        picture: this.timeline().picture([drawTable(table, pictureLimits.width)]),
        recordings: this.#recordings.map(({ recording }) => recording),
      },
      room,
    )
    const runs = Object.entries<Run>(this.runs).map(([name, run], at) => ({
      name,
      recipe: run.scenario,
      seed: run.seed,
      fingerprint: run.fingerprint,
      summary: run.summary,
      recording: recordings[at],
    }))
    return {
      // No HTML: where there is some, pictures are not shown.
      ...shown,
      [TABLE_MIME_TYPE]: table[displaySymbol]()[TABLE_MIME_TYPE],
      'application/vnd.replilab.comparison+json': {
        engine: ENGINE_VERSION,
        runs,
        ...(omitted === undefined ? {} : { omitted }),
      },
    }
  }

  get #recordings(): NamedRecording[] {
    return Object.entries<Run>(this.runs).map(([name, { recording }]) => ({
      name,
      recording: { ...recording, title: name },
    }))
  }
}
