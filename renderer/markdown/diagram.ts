import type { MermaidConfig } from 'mermaid'

/**
 * A Mermaid diagram as the address of an image: as an image it can run nothing, load nothing and style nothing around it.
 * Throws what the diagram's language finds wrong.
 */
export async function drawDiagram(source: string): Promise<string> {
  const { default: mermaid } = await import('mermaid')
  mermaid.initialize(settings())
  drawn += 1
  const { svg } = await mermaid.render(`diagram-${drawn}`, source)
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(withSize(svg))}`
}

let drawn = 0

/** An image has no page to take its width from: it is as wide as its view box. */
function withSize(svg: string): string {
  const [, width, height] = /viewBox="\S+ \S+ (\S+) (\S+)"/.exec(svg) ?? []
  if (width === undefined) return svg
  return svg.replace(/width="[^"]*"/, `width="${width}" height="${height}"`)
}

function settings(): MermaidConfig {
  const computed = getComputedStyle(document.documentElement)
  const token = (name: string) => computed.getPropertyValue(name).trim()
  return {
    startOnLoad: false,
    securityLevel: 'strict',
    suppressErrorRendering: true,
    htmlLabels: false,
    flowchart: { htmlLabels: false },
    // An image finds only the fonts of the system.
    fontFamily: 'system-ui, sans-serif',
    secure: ['secure', 'securityLevel', 'startOnLoad', 'maxTextSize', 'themeCSS', 'fontFamily'],
    theme: 'base',
    darkMode: computed.colorScheme === 'dark',
    themeVariables: {
      fontFamily: 'system-ui, sans-serif',
      background: token('--page'),
      primaryColor: token('--accent-surface'),
      primaryTextColor: token('--text'),
      primaryBorderColor: token('--accent'),
      lineColor: token('--text-quiet'),
      secondaryColor: token('--surface-sunken'),
      tertiaryColor: token('--surface'),
      textColor: token('--text'),
      noteBkgColor: token('--stale-surface'),
      noteTextColor: token('--text'),
      noteBorderColor: token('--stale'),
    },
  }
}
