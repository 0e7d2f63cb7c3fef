/** What one direction of a chart shows. */
export interface AxisOptions {
  /** The quantity and its unit: `time since the write, in ms`. */
  readonly title: string
  /** Default linear; on a logarithmic axis only what is above zero is drawn. */
  readonly scale?: 'linear' | 'log'
}

/** Points under one name. */
export interface Series {
  readonly name: string
  /** Pairs of x and y, in order of x. */
  readonly points: readonly (readonly [x: number, y: number])[]
  /** Whether to show single points, as of published values, in place of a line. Default false. */
  readonly asPoints?: boolean
}

export interface LineChartOptions {
  readonly title: string
  readonly x: AxisOptions
  readonly y: AxisOptions
  readonly series: readonly Series[]
}
