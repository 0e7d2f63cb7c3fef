import { defineConfig } from 'vitest/config'
import { bundledText } from '../main/build/bundled-text.ts'

/** Two projects: `unit` stays under a minute; `whole` starts processes, notebooks and Jupyter's own tools. */
export default defineConfig({
  plugins: [bundledText()],
  test: {
    root: new URL('..', import.meta.url).pathname,
    reporters: process.env.CI ? ['default', 'json'] : ['default'],
    outputFile: { json: 'test/results/vitest.json' },
    setupFiles: ['test/setup.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/{engine,notebooks,main,renderer,architecture}/**/*.test.ts'],
          // A bound on what hangs, not a measure of speed: on a busy machine a property takes several times as long.
          testTimeout: 30_000,
          // The modules are loaded once a thread, not once a file: they keep nothing that a result depends on, here as in the program.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'whole',
          include: ['test/whole/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // As long as pages may take: the machines that test are busy.
          expect: { poll: { timeout: 60_000 } },
        },
      },
    ],
  },
})
