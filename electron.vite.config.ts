import { defineConfig } from 'electron-vite'
import { bundledText } from './main/build/bundled-text.ts'

/** Node side: the command line and the child process that kernels run in; the desktop app later. */
export default defineConfig({
  main: {
    plugins: [bundledText()],
    build: {
      outDir: 'out/main',
      rolldownOptions: {
        input: { cli: 'main/cli/index.ts', 'kernel-child': 'main/host/child/index.ts' },
      },
    },
  },
})
