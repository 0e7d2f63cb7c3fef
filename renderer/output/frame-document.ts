/** What the design gives to the inside of a frame, which sees nothing of the page's styles. */
const variables = [
  '--text',
  '--text-quiet',
  '--border',
  '--surface',
  '--surface-sunken',
  '--accent',
]

/** A page around HTML that a cell gave: it runs no script and loads nothing but what it holds itself. */
export function frameDocument(html: string): string {
  const computed = getComputedStyle(document.documentElement)
  const values = variables.map((name) => `${name}:${computed.getPropertyValue(name)}`).join(';')
  return `<!doctype html><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:">
<style>:root{${values};color-scheme:${computed.colorScheme}}${frameStyle}</style>${html}`
}

const frameStyle = `
html { color: var(--text); font: 13px/1.5 system-ui, sans-serif; font-variant-numeric: tabular-nums; background: transparent }
body { margin: 0; padding: 2px 12px }
table { border-collapse: collapse }
th, td { padding: 3px 12px; border-bottom: 1px solid var(--border); text-align: end }
th { color: var(--text-quiet); font-weight: 600 }
th:first-child, td:first-child { text-align: start }
svg { max-width: 100% }`
