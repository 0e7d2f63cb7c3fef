import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import {
  COLOUR_NAMES,
  COLOURS,
  drawTimeline,
  layOut,
  toSvg,
  withLegend,
} from '../../../../engine/timeline/draw/index.ts'
import { handMade, viewOf } from './hand-made.ts'

const timeline = handMade()
const drawing = withLegend(
  drawTimeline(timeline, viewOf(timeline), layOut(timeline, { width: 960 })),
)
const svg = toSvg(drawing)

/** Names of the elements, with the texts of those that hold one. */
function parse(text: string) {
  const found: { name: string; text: string }[] = []
  const open: { name: string; text: string }[] = []
  const parser = new SaxesParser({ xmlns: true })
  parser.on('opentag', ({ name }) => {
    const element = { name, text: '' }
    found.push(element)
    open.push(element)
  })
  parser.on('text', (content) => {
    const inner = open.at(-1)
    if (inner) inner.text += content
  })
  parser.on('closetag', () => open.pop())
  parser.on('error', (error) => {
    throw error
  })
  parser.write(text).close()
  return found
}

describe('the static picture of a timeline', () => {
  it('is an SVG with a title and a description', () => {
    const elements = parse(svg)
    expect(elements[0].name).toBe('svg')
    expect(elements.find(({ name }) => name === 'title')?.text).toBe(drawing.title)
    expect(elements.find(({ name }) => name === 'desc')?.text).toBe(drawing.description)
  })

  it('holds nothing that a page would take out of it', () => {
    const names = new Set(parse(svg).map(({ name }) => name))
    const plain = ['svg', 'title', 'desc', 'style', 'defs', 'pattern', 'g', 'path', 'rect', 'text']
    expect([...names].filter((name) => !plain.includes(name))).toEqual([])
    expect(svg).not.toMatch(/\bon\w+=|href=|<script|foreignObject/)
  })

  it('is dark where its reader wants it dark, and stays small', () => {
    expect(svg).toContain('@media (prefers-color-scheme:dark)')
    expect(svg).toContain(`.rl-f-leader{fill:${COLOURS.leader.dark}}`)
    expect(svg.length).toBeLessThan(30_000)
  })

  it('writes names of nodes as they are, whatever letters they have', () => {
    const [first, ...others] = timeline.nodes
    const odd = handMade({ nodes: [{ ...first, name: 'a<b>&"c"' }, ...others] })
    const text = toSvg(drawTimeline(odd, viewOf(odd), layOut(odd, { width: 960 })))
    expect(parse(text).some((element) => element.text === 'a<b>&"c"')).toBe(true)
  })

  it('has a legend of what is in it, and of nothing else', () => {
    const words = parse(svg).map(({ text }) => text)
    expect(words).toEqual(expect.arrayContaining(['candidate', 'lost write', 'receiver down']))
    expect(words).not.toContain('paused')
  })
})

describe('the colours of a timeline', () => {
  const luminance = (colour: string): number => {
    const [red, green, blue] = [1, 3, 5].map((at) => {
      const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const contrast = (one: string, other: string): number => {
    const [a, b] = [luminance(one), luminance(other)]
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
  }
  /** Grounds and lines between groups; fills that always have an outline. */
  const quiet = new Set([
    'surface',
    'surfaceSunken',
    'border',
    'grid',
    'onLeader',
    'follower',
    'candidate',
    'controller',
    'staleFill',
    'conflictingFill',
  ])

  it('are told from the ground in light and dark', () => {
    const poor = COLOUR_NAMES.filter((name) => !quiet.has(name)).flatMap((name) =>
      (['light', 'dark'] as const)
        .filter((theme) => contrast(COLOURS[name][theme], COLOURS.surface[theme]) < 3)
        .map((theme) => `${name} ${theme}`),
    )
    expect(poor).toEqual([])
  })

  it('carry texts that can be read', () => {
    for (const theme of ['light', 'dark'] as const) {
      const pairs = [
        ['onLeader', 'leader'],
        ['text', 'follower'],
        ['text', 'candidate'],
        ['text', 'controller'],
        ['text', 'surface'],
        ['textQuiet', 'surface'],
        ['down', 'surface'],
      ] as const
      for (const [text, ground] of pairs) {
        expect(contrast(COLOURS[text][theme], COLOURS[ground][theme])).toBeGreaterThanOrEqual(4.5)
      }
    }
  })
})
