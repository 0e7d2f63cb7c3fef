import { defineConfig } from 'electron-vite'
import { bundledText } from './main/build/bundled-text.ts'

/** Node side: the command line and the child process that kernels run in; the desktop app later. */
export default defineConfig({
  main: {
    plugins: [bundledText()],
    build: {
      outDir: 'out/main',
      // A build while notebooks run must not take the files from under them.
      emptyOutDir: false,
      rolldownOptions: {
        output: { entryFileNames: fileName },
        input: { cli: 'main/cli/index.ts', 'kernel-child': 'main/host/child/index.ts' },
      },
    },
  },
})

/** The kernel's process may read its own file only: as `.mjs` Node need not look for a package.json to know what it is. */
function fileName({ name }: { readonly name: string }): string {
  return name === 'kernel-child' ? '[name].mjs' : '[name].js'
}
