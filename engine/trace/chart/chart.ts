import { displaySymbol, table } from '../table.ts'
import type { LineChartOptions } from './options.ts'
import { renderSvg } from './svg.ts'
import { toVegaLite } from './vega-lite.ts'

/** MIME type of a chart that Jupyter and Replilab draw. */
const VEGA_LITE_MIME_TYPE = 'application/vnd.vegalite.v5+json'

/** Lines over a common axis; shows itself as a Vega-Lite chart, as a static picture and as text. */
export class LineChart {
  readonly options: LineChartOptions

  constructor(options: LineChartOptions) {
    this.options = options
  }

  toText(): string {
    const { title, x, y, series } = this.options
    const rows = series.flatMap(({ name, points }) =>
      points.map(([across, up]) => ({ series: name, [x.title]: across, [y.title]: up })),
    )
    return table(rows, { title, shownRows: 40 }).toText()
  }

  toString(): string {
    return this.toText()
  }

  [displaySymbol](): Record<string, unknown> {
    return {
      'text/plain': this.toText(),
      'image/svg+xml': renderSvg(this.options),
      [VEGA_LITE_MIME_TYPE]: toVegaLite(this.options),
    }
  }
}

/** A chart of lines or points: `lineChart({ title, x: { title: 'load' }, y: { title: 'wait' }, series: [{ name: 'measured', points: [[0.5, 1]] }] })`. */
export const lineChart = (options: LineChartOptions): LineChart => new LineChart(options)
