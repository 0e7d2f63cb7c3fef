import { join } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type UserConfig } from 'electron-vite'
import { bundledText } from './main/build/bundled-text.ts'
import { cellTypes } from './main/build/cell-types.ts'

/** Node side: the command line, the desktop app and the child process that kernels run in. Page: the notebook, for the desktop app and for browsers. */
const parts: UserConfig = {
  main: {
    plugins: [bundledText()],
    build: {
      // What serves the page from its sources is there in a checkout only.
      externalizeDeps: { include: ['vite', 'electron-vite'] },
      outDir: 'out/main',
      // A build while notebooks run must not take the files from under them.
      emptyOutDir: false,
      rolldownOptions: {
        output: { entryFileNames: fileName },
        input: {
          cli: 'main/cli/index.ts',
          desktop: 'main/electron/index.ts',
          'kernel-child': 'main/host/child/index.ts',
        },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      rolldownOptions: {
        input: 'main/preload/index.ts',
        // A sandboxed preload script cannot be a module.
        output: { format: 'cjs', entryFileNames: 'index.cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    base: './',
    plugins: [bundledText(), vue(), cellTypes(import.meta.dirname)],
    worker: { format: 'es', plugins: () => [cellTypes(import.meta.dirname)] },
    build: {
      outDir: 'out/renderer',
      // Whoever serves the page has all of it in memory, so that files of former builds are of no use.
      emptyOutDir: true,
      minify: true,
      rolldownOptions: {
        input: join(import.meta.dirname, 'renderer/index.html'),
        treeshake: { moduleSideEffects },
      },
    },
  },
}

/** What a module of these does is what is called of it: a page that needs one name of the engine does not hold all of it. */
function moduleSideEffects(id: string): boolean {
  return !/\/(engine|notebooks)\/.*\.ts$/.test(id) || id.endsWith('/event-shim.ts')
}

/** One part alone when it is named: the command line starts without the page. */
const part = process.env.REPLILAB_PART as keyof UserConfig | undefined

export default defineConfig(part ? { [part]: parts[part] } : parts)

/** The kernel's process may read its own file only: as `.mjs` Node need not look for a package.json to know what it is. */
function fileName({ name }: { readonly name: string }): string {
  return name === 'kernel-child' ? '[name].mjs' : '[name].js'
}
