import type { AxisOptions, LineChartOptions, Series } from './options.ts'
import { colourOf } from './palette.ts'

/** The chart in Vega-Lite 5, with its data. */
export function toVegaLite({ title, x, y, series }: LineChartOptions): unknown {
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    title,
    width: 480,
    height: 280,
    layer: [layer(series, false, x, y), layer(series, true, x, y)].filter(
      ({ data }) => data.values.length > 0,
    ),
  }
}

function layer(all: readonly Series[], asPoints: boolean, x: AxisOptions, y: AxisOptions) {
  const values = all
    .filter((series) => (series.asPoints ?? false) === asPoints)
    .flatMap(({ name, points }) =>
      points
        .filter((point) => isShown(point[0], x) && isShown(point[1], y))
        .map((point) => ({ series: name, x: point[0], y: point[1] })),
    )
  const names = all.map(({ name }) => name)
  return {
    data: { values },
    mark: asPoints ? { type: 'point', size: 70, filled: true } : { type: 'line', point: true },
    encoding: {
      x: { field: 'x', type: 'quantitative', title: x.title, scale: { type: x.scale ?? 'linear' } },
      y: { field: 'y', type: 'quantitative', title: y.title, scale: { type: y.scale ?? 'linear' } },
      color: {
        field: 'series',
        type: 'nominal',
        title: null,
        scale: { domain: names, range: names.map((_, index) => colourOf(index)) },
      },
      shape: { field: 'series', type: 'nominal', title: null, scale: { domain: names } },
    },
  }
}

const isShown = (value: number, { scale }: AxisOptions): boolean => scale !== 'log' || value > 0
