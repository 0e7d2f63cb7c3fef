import DOMPurify from 'dompurify'

/** What the design gives to the inside of a frame, which sees nothing of the page's styles. */
const variables = [
  '--text',
  '--text-quiet',
  '--border',
  '--surface',
  '--surface-sunken',
  '--accent',
]

/**
 * A page around HTML or SVG that a cell gave. Three walls, each enough: what could run, load or send is taken out; the policy allows nothing; the frame runs
 * no scripts.
 */
export function frameDocument(content: string): string {
  const computed = getComputedStyle(document.documentElement)
  const values = variables.map((name) => `${name}:${computed.getPropertyValue(name)}`).join(';')
  return `<!doctype html><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; form-action 'none'; base-uri 'none'">
<style>:root{${values};color-scheme:${computed.colorScheme}}${frameStyle}</style>${sanitize(content)}`
}

/** Elements that load, lead away or send stay out; hints to connect (`link`) are beyond what a policy can forbid. */
const sanitize = (content: string): string =>
  DOMPurify.sanitize(content, {
    USE_PROFILES: { html: true, svg: true, svgFilters: true, mathMl: true },
    FORBID_TAGS: ['form', 'input', 'button', 'select', 'textarea', 'video', 'audio', 'picture'],
    FORBID_ATTR: ['srcset', 'background', 'poster', 'ping', 'target'],
    FORCE_BODY: true,
  })

const frameStyle = `
html { color: var(--text); font: 13px/1.5 system-ui, sans-serif; font-variant-numeric: tabular-nums; background: transparent }
body { margin: 0; padding: 2px 12px }
a { color: var(--accent) }
table { border-collapse: collapse }
th, td { padding: 3px 12px; border-bottom: 1px solid var(--border); text-align: end }
th { color: var(--text-quiet); font-weight: 600 }
th:first-child, td:first-child { text-align: start }
svg { max-width: 100% }`
