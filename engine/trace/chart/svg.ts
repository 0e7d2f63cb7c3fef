import { formatNumber } from '../format.ts'
import type { LineChartOptions, Series } from './options.ts'
import { colourOf } from './palette.ts'
import { createScale, type Scale } from './scale.ts'

/** Size of the picture and of the plot in it, in pixels. */
const WIDTH = 640
const HEIGHT = 400
const PLOT = { left: 70, top: 40, width: 400, height: 290 }
const GREY = '#767676'

/** The chart as a static picture; it has a ground of its own, so that it reads on light and dark pages. */
export function renderSvg({ title, x, y, series }: LineChartOptions): string {
  const points = series.flatMap((one) => one.points)
  const across = createScale(
    x,
    points.map((point) => point[0]),
  )
  const up = createScale(
    y,
    points.map((point) => point[1]),
  )
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" font-family="sans-serif" font-size="12" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    text(PLOT.left, 22, title, 'start', 'font-size="14" font-weight="bold"'),
    ...across.ticks.map((tick) => column(tick, across)),
    ...up.ticks.map((tick) => row(tick, up)),
    text(PLOT.left + PLOT.width / 2, HEIGHT - 22, x.title),
    text(
      18,
      PLOT.top + PLOT.height / 2,
      y.title,
      'middle',
      `transform="rotate(-90 18 ${PLOT.top + PLOT.height / 2})"`,
    ),
    ...series.map((one, index) => drawing(one, index, across, up)),
    ...series.map((one, index) => legend(one, index)),
    '</svg>',
    '',
  ].join('\n')
}

const left = (scale: Scale, value: number): number =>
  tenth(PLOT.left + PLOT.width * scale.position(value))
const top = (scale: Scale, value: number): number =>
  tenth(PLOT.top + PLOT.height * (1 - scale.position(value)))
const tenth = (pixels: number): number => Math.round(pixels * 10) / 10

function column(tick: number, scale: Scale): string {
  const place = left(scale, tick)
  const bottom = PLOT.top + PLOT.height
  return grid(place, PLOT.top, place, bottom) + text(place, bottom + 18, formatNumber(tick))
}

function row(tick: number, scale: Scale): string {
  const place = top(scale, tick)
  const line = grid(PLOT.left, place, PLOT.left + PLOT.width, place)
  return line + text(PLOT.left - 8, place + 4, formatNumber(tick), 'end')
}

const grid = (x1: number, y1: number, x2: number, y2: number): string =>
  `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="#dddddd"/>`

function drawing({ points, asPoints }: Series, index: number, across: Scale, up: Scale): string {
  const places = points
    .map((point) => [left(across, point[0]), top(up, point[1])])
    .filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y))
  const marks = places.map(([x, y]) => mark(x, y, index)).join('')
  if (asPoints) return marks
  const path = places.map(([x, y]) => `${x},${y}`).join(' ')
  const line = `<polyline points="${path}" fill="none" stroke="${colourOf(index)}" stroke-width="2"/>`
  return line + marks
}

/** A shape beside the colour: circle, square, diamond, triangle. */
function mark(x: number, y: number, index: number): string {
  const fill = `fill="${colourOf(index)}"`
  switch (index % 4) {
    case 0:
      return `<circle cx="${x}" cy="${y}" r="3.5" ${fill}/>`
    case 1:
      return `<rect x="${tenth(x - 3.5)}" y="${tenth(y - 3.5)}" width="7" height="7" ${fill}/>`
    case 2:
      return `<path d="M${x} ${tenth(y - 5)}l5 5l-5 5l-5 -5z" ${fill}/>`
    default:
      return `<path d="M${x} ${tenth(y - 5)}l5 9h-10z" ${fill}/>`
  }
}

function legend({ name }: Series, index: number): string {
  const y = PLOT.top + 10 + index * 20
  const x = PLOT.left + PLOT.width + 18
  return mark(x, y, index) + text(x + 10, y + 4, name, 'start')
}

const text = (x: number, y: number, content: string, anchor = 'middle', more = ''): string =>
  `<text x="${x}" y="${y}" text-anchor="${anchor}" fill="${more === '' ? GREY : '#333333'}" ${more}>${escaped(content)}</text>`

const escaped = (content: string): string =>
  content.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
