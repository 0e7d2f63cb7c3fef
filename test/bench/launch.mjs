import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

/** Bundles the benchmark as the product is bundled and runs it in a process of its own: `npm run bench`, `npm run bench -- --json FILE`. */
// As the processes that kernels run in have it.
const flags = [
  '--min-semi-space-size=32',
  '--max-semi-space-size=32',
  '--max-inlined-bytecode-size-cumulative=3000',
  '--max-valid-polymorphic-map-count=8',
]
// Within the project, so that the packages that drive browsers are found.
const output = fileURLToPath(new URL('../../out', import.meta.url))
mkdirSync(output, { recursive: true })
const folder = mkdtempSync(join(output, 'bench-'))
try {
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: new URL('./program.ts', import.meta.url).pathname,
      outDir: folder,
      rolldownOptions: {
        // As `const`, as they are written and as the kernel's own bundle has them for V8: what is a `var` of a module is looked up anew at each use.
        output: { entryFileNames: '[name].mjs', topLevelVar: false },
      },
    },
    ssr: { noExternal: true, external: ['playwright-core'] },
  })
  const program = join(folder, 'program.mjs')
  const { status } = spawnSync(process.execPath, [...flags, program, ...process.argv.slice(2)], {
    stdio: 'inherit',
  })
  process.exitCode = status ?? 1
} finally {
  rmSync(folder, { recursive: true })
}
