import { mkdtempSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { findChildFile } from '../../main/host/child-file.ts'

/** Bundles a small program of `test/tools/programs` for Node, beside the kernel's own. Returns its path. */
export async function bundleProgram(name: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'replilab-test-'))
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: new URL(`./programs/${name}.ts`, import.meta.url).pathname,
      outDir: folder,
      rolldownOptions: { output: { entryFileNames: '[name].mjs' } },
    },
    ssr: { noExternal: true },
  })
  symlinkSync(findChildFile(), join(folder, 'kernel-child.mjs'))
  return join(folder, `${name}.mjs`)
}
