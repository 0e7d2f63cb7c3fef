import { defineConfig } from 'electron-vite'

/** Node side: the command line now, the desktop app later. */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      rolldownOptions: { input: { cli: 'main/cli/index.ts' } },
    },
  },
})
