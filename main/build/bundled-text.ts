import { build, type Plugin } from 'vite'

const query = '?bundled-text'

/**
 * `import text from './entry.ts?bundled-text'`: the entry and all it imports, as the text of one JavaScript expression whose value is the
 * entry's default export. It needs no module loader, so that it runs in a bare realm and in a worker made from a blob.
 */
export function bundledText(): Plugin {
  return {
    name: 'bundled-text',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (!source.endsWith(query)) return null
      const entry = await this.resolve(source.slice(0, -query.length), importer)
      return entry ? entry.id + query : null
    },
    async load(id) {
      if (!id.endsWith(query)) return null
      const { text, files } = await bundle(id.slice(0, -query.length))
      for (const file of files) this.addWatchFile(file)
      return `export default ${JSON.stringify(text)}`
    },
  }
}

interface Bundle {
  readonly text: string
  readonly files: readonly string[]
}

async function bundle(entry: string): Promise<Bundle> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      rolldownOptions: {
        input: entry,
        preserveEntrySignatures: 'strict',
        output: { format: 'iife', name: variable, exports: 'default', keepNames: true },
      },
    },
  })
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((one) =>
    'output' in one ? one.output : [],
  )
  const [chunk, ...more] = outputs
  if (chunk?.type !== 'chunk' || more.length > 0) throw new Error(`${entry} is not one chunk.`)
  // What the bundler brings itself is no file.
  const files = chunk.moduleIds.filter((id) => !id.startsWith('\0'))
  return { text: expression(chunk.code, entry), files }
}

const variable = 'bundledText'

/** `var name = (…)();` without the variable. */
function expression(code: string, entry: string): string {
  const start = code.indexOf(`var ${variable} = `)
  if (start < 0) throw new Error(`The bundle of ${entry} does not assign ${variable}.`)
  const text = code.slice(start + `var ${variable} = `.length).trim()
  return text.replace(/;$/, '')
}
