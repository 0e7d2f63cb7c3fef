import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { build } from 'vite'

/** Bundles the benchmark as the product is bundled and runs it in a process of its own: `npm run bench`, `npm run bench -- --json FILE`. */
// As the processes that kernels run in have it.
const flags = ['--max-semi-space-size=32']
const folder = mkdtempSync(join(tmpdir(), 'replilab-bench-'))
try {
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: new URL('./program.ts', import.meta.url).pathname,
      outDir: folder,
      rolldownOptions: { output: { entryFileNames: '[name].mjs' } },
    },
    ssr: { noExternal: true },
  })
  const program = join(folder, 'program.mjs')
  const { status } = spawnSync(process.execPath, [...flags, program, ...process.argv.slice(2)], {
    stdio: 'inherit',
  })
  process.exitCode = status ?? 1
} finally {
  rmSync(folder, { recursive: true })
}
