import { describe, expect, it } from 'vitest'
import { type SourceFile, sourceFiles } from './source-files.ts'

/**
 * Who may import whom: the table of ARCHITECTURE.md, "Rooms". A room is named by its folder; it may always import itself.
 * The longest matching name counts, so that a file or a folder within a room can have a rule of its own.
 */
const MAY_IMPORT: Record<string, readonly string[]> = {
  'engine/core': [],
  'engine/trace': ['engine/core'],
  'engine/network': ['engine/core', 'engine/trace/event.ts'],
  'engine/node': ['engine/core', 'engine/network', 'engine/trace/event.ts'],
  'engine/protocols/client.ts': ['engine/network/message.ts', 'engine/trace'],
  'engine/protocols/model.ts': [
    'engine/core',
    'engine/node',
    'engine/trace',
    'engine/protocols/client.ts',
  ],
  'engine/protocols/shared': [
    'engine/core',
    'engine/node',
    'engine/network',
    'engine/trace',
    'engine/protocols/client.ts',
    'engine/protocols/model.ts',
  ],
  'engine/protocols/single-leader': [
    'engine/core',
    'engine/node',
    'engine/network',
    'engine/trace',
    'engine/protocols/client.ts',
    'engine/protocols/model.ts',
    'engine/protocols/shared',
  ],
  'engine/protocols/multi-leader': [
    'engine/core',
    'engine/node',
    'engine/network',
    'engine/trace',
    'engine/protocols/client.ts',
    'engine/protocols/model.ts',
    'engine/protocols/shared',
  ],
  'engine/protocols/leaderless': [
    'engine/core',
    'engine/node',
    'engine/network',
    'engine/trace',
    'engine/protocols/client.ts',
    'engine/protocols/model.ts',
    'engine/protocols/shared',
  ],
  'engine/workload': [
    'engine/core',
    'engine/network',
    'engine/node',
    'engine/trace',
    'engine/protocols/client.ts',
    'engine/protocols/model.ts',
  ],
  'engine/check': ['engine/core', 'engine/trace'],
  'engine/timeline': ['engine/core', 'engine/trace', 'engine/check'],
  'engine/experiment': ['engine'],
  'engine/version.ts': [],
  'engine/index.ts': ['engine'],
  'notebooks/document': ['engine/index.ts'],
  'notebooks/compile': ['engine/index.ts', 'notebooks/document'],
  'notebooks/kernel': ['engine/index.ts', 'notebooks/document', 'notebooks/compile'],
  'notebooks/session': [
    'engine/index.ts',
    'notebooks/document',
    'notebooks/compile',
    'notebooks/kernel',
  ],
  'notebooks/host': ['engine/index.ts'],
  'main/host': ['engine/index.ts', 'notebooks'],
  'main/files': ['engine/index.ts', 'notebooks'],
  'main/pages': ['engine/index.ts', 'notebooks', 'main/files'],
  'main/web': ['engine/index.ts', 'notebooks', 'main/files', 'main/pages'],
  'main/dev': ['notebooks', 'main/pages'],
  'main/cli': [
    'main/dev',
    'engine/index.ts',
    'notebooks',
    'main/host',
    'main/files',
    'main/pages',
    'main/web',
    'package.json',
  ],
  'main/electron': ['engine/index.ts', 'notebooks', 'main/files', 'main/pages', 'package.json'],
  'main/preload': [],
  'main/build': [],
  renderer: [
    'engine/index.ts',
    'engine/timeline/index.ts',
    'engine/timeline/draw/index.ts',
    'notebooks',
    'main/build/text-modules.d.ts',
  ],
}

/** Packages that a room may import, by name; the longest matching room counts. Node's own modules in `main` alone. */
const PACKAGES: Record<string, RegExp> = {
  engine: /^(?!)/,
  notebooks:
    /^(acorn|@babel\/(parser|types)|magic-string|chai|@vitest\/expect|@jridgewell\/trace-mapping)$/,
  'main/files':
    /^(node:(buffer|crypto|fs|fs\/promises|path)|chokidar|env-paths|markdown-it|valibot)$/,
  'main/electron': /^(node:(fs|path|url)|electron|valibot)$/,
  'main/preload': /^electron$/,
  'main/pages': /^(node:(fs\/promises|path)|birpc|valibot)$/,
  'main/web': /^(node:(crypto|http|net|stream)|ws)$/,
  main: /^(node:.+|commander|pidusage|junit-report-builder|markdown-it|open|picocolors(\/types)?|rolldown|typescript|vite|electron-vite)$/,
  renderer:
    /^(vue|pinia|birpc|monaco-editor(\/.*)?|shiki\/.+|@shikijs\/(langs\/.+|monaco)|markdown-it|@vscode\/markdown-it-katex|katex\/.+|mermaid|dompurify|vega-(embed|interpreter)|reka-ui|@lucide\/vue|@tanstack\/vue-virtual|@fontsource-variable\/.+|typescript|virtual:cell-types)$/,
}

const files = sourceFiles('engine', 'notebooks', 'main', 'renderer')

const isWithin = (path: string, place: string): boolean =>
  path === place || path.startsWith(`${place}/`)

const ruleOf = (path: string, rules: object = MAY_IMPORT): string | undefined =>
  Object.keys(rules)
    .filter((place) => isWithin(path, place))
    .sort((a, b) => b.length - a.length)[0]

const isLocal = (name: string): boolean =>
  name === 'package.json' || /^(engine|notebooks|main|renderer|test)\//.test(name)

describe('imports', () => {
  it('stand in a room that has a rule', () => {
    expect(files.length).toBeGreaterThan(50)
    expect(files.filter(({ path }) => ruleOf(path) === undefined).map(({ path }) => path)).toEqual(
      [],
    )
  })

  it('go only where the room may look', () => {
    const strangers = files.flatMap(({ path, imports }) => {
      const room = ruleOf(path) ?? ''
      const allowed = [room, ...(MAY_IMPORT[room] ?? [])]
      return imports
        .filter((name) => isLocal(name) && !allowed.some((place) => isWithin(name, place)))
        .map((name) => `${path} imports ${name}`)
    })
    expect(strangers).toEqual([])
  })

  it('take only the packages that the room may use', () => {
    const strangers = files.flatMap(({ path, imports }) =>
      imports
        .filter((name) => !isLocal(name) && !PACKAGES[ruleOf(path, PACKAGES) ?? ''].test(name))
        .map((name) => `${path} imports ${name}`),
    )
    expect(strangers).toEqual([])
  })

  it('make no cycle', () => {
    expect(findCycle(files)).toBeUndefined()
  })

  it('would be seen to make a cycle', () => {
    const file = (path: string, ...imports: string[]): SourceFile => ({ path, imports, text: '' })
    expect(findCycle([file('a', 'b'), file('b', 'c'), file('c', 'a')])).toBe('a → b → c → a')
  })
})

/** The first cycle of imports, as a person reads it. */
function findCycle(sources: readonly SourceFile[]): string | undefined {
  const byPath = new Map(sources.map((file) => [file.path, file]))
  const finished = new Set<string>()
  const walk = (path: string, trail: readonly string[]): string | undefined => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path].join(' → ')
    if (finished.has(path)) return undefined
    for (const next of byPath.get(path)?.imports ?? []) {
      const cycle = walk(next, [...trail, path])
      if (cycle !== undefined) return cycle
    }
    finished.add(path)
    return undefined
  }
  for (const { path } of sources) {
    const cycle = walk(path, [])
    if (cycle !== undefined) return cycle
  }
  return undefined
}
