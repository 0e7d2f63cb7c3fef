import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import { lineChart } from '../../../engine/index.ts'
import { createScale } from '../../../engine/trace/chart/scale.ts'
import { displaySymbol } from '../../../engine/trace/table.ts'

const chart = lineChart({
  title: 'Waiting <at> a "queue" & more',
  x: { title: 'load' },
  y: { title: 'wait', scale: 'log' },
  series: [
    {
      name: 'measured',
      points: [
        [0.5, 1],
        [0.8, 4],
        [0.9, 0],
      ],
    },
    {
      name: 'published',
      points: [
        [0.5, 1],
        [0.9, 9],
      ],
      asPoints: true,
    },
  ],
})
const bundle = chart[displaySymbol]()

describe('a chart shows itself', () => {
  test('as a table of its points in text', () => {
    expect(bundle['text/plain']).toContain('measured')
    expect(bundle['text/plain']).toContain('0.800')
  })

  test('as a well-formed picture with every point that its axes can show', () => {
    const elements: string[] = []
    const parser = new SaxesParser({ xmlns: true })
    parser.on('opentag', ({ name }) => elements.push(name))
    parser.on('error', (error) => expect.fail(error.message))
    parser.write(bundle['image/svg+xml'] as string).close()
    // Two points and the legend's: zero has no place on a logarithmic axis.
    expect(elements.filter((name) => name === 'circle')).toHaveLength(3)
    expect(elements.filter((name) => name === 'polyline')).toHaveLength(1)
    expect(elements).not.toContain('script')
  })

  test('as Vega-Lite, with lines, points and their data', () => {
    const { layer } = bundle['application/vnd.vegalite.v5+json'] as {
      layer: { data: { values: unknown[] } }[]
    }
    expect(layer.map(({ data }) => data.values.length)).toEqual([2, 2])
  })
})

test.each([
  ['linear', [1, 9], [0, 2, 4, 6, 8, 10]],
  ['linear', [0.13, 0.5], [0, 0.1, 0.2, 0.3, 0.4, 0.5]],
  ['linear', [0], [0, 1]],
  ['linear', [-3, 2], [-3, -2, -1, 0, 1, 2]],
  ['log', [0.02, 5], [0.01, 0.1, 1, 10]],
  ['log', [1, 1_000], [1, 10, 100, 1_000]],
] as const)('a %s axis over %j has ticks at %j', (scale, values, ticks) => {
  const made = createScale({ title: '', scale }, values)
  expect(made.ticks).toEqual(ticks)
  expect(made.position(ticks[0])).toBeCloseTo(0)
  expect(made.position(ticks.at(-1)!)).toBeCloseTo(1)
})
