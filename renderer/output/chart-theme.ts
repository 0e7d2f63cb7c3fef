import type { EmbedOptions } from 'vega-embed'

/** The look of charts, from the design's tokens as the page shows them now. */
export function chartTheme(): NonNullable<EmbedOptions['config']> & object {
  const computed = getComputedStyle(document.documentElement)
  const token = (name: string) => computed.getPropertyValue(name).trim()
  const text = token('--text')
  const quiet = token('--text-quiet')
  const font = 'Inter Variable, system-ui, sans-serif'
  const labels = { labelFont: font, titleFont: font, labelColor: quiet, titleColor: text }
  return {
    background: 'transparent',
    font,
    title: { color: text, subtitleColor: quiet, font, subtitleFont: font, anchor: 'start' },
    axis: {
      ...labels,
      domainColor: token('--border-strong'),
      tickColor: token('--border-strong'),
      gridColor: token('--border'),
    },
    legend: labels,
    header: labels,
    view: { stroke: 'transparent' },
    mark: { color: token('--accent') },
    text: { color: text },
    rule: { color: quiet },
    range: { category: categories.map(token) },
  }
}

/** Colours of state that people with any kind of colour blindness can tell apart. */
const categories = ['--accent', '--failed', '--ok', '--unknown', '--stale', '--text-quiet']
