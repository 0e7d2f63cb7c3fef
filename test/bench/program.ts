import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { linearizabilityTimes } from './linearizability-checks.ts'
import { type MillionResult, runMillion } from './million.ts'
import { measurePage } from './page/measure-page.ts'
import { growthWithNodes, growthWithOperations, measureRates } from './rates.ts'
import { type BenchResults, reportText } from './report.ts'
import { sessionCheckTimes } from './session-checks.ts'

/** The long run alone, as JSON: memory is that of a process which does nothing else. */
const MILLION_ONLY = 'million'

const program = new Command('npm run bench --')
  .description('Measures the engine, the checks and the page; a few minutes.')
  .option('--json <file>', 'write the results as JSON, too')
  .action(async ({ json }: { json?: string }) => {
    const results = await measureAll()
    process.stdout.write(`${reportText(results)}\n`)
    if (json !== undefined) writeFileSync(json, `${JSON.stringify(results, null, 2)}\n`)
  })
program.command(MILLION_ONLY, { hidden: true }).action(() => {
  process.stdout.write(JSON.stringify(runMillion()))
})
const PAGE_ONLY = 'page'
program.command(PAGE_ONLY, { hidden: true }).action(async () => {
  process.stdout.write(`${JSON.stringify(await measurePage(), null, 2)}\n`)
})
await program.parseAsync()

async function measureAll(): Promise<BenchResults> {
  // First, so that they do not pay for clearing away the histories of the checks.
  const rates = measureRates()
  return {
    node: process.versions.node,
    processor: cpus()[0]?.model ?? 'unknown processor',
    ...rates,
    checks: [...linearizabilityTimes(), ...sessionCheckTimes()],
    million: millionApart(),
    growthWithOperations: growthWithOperations(),
    growthWithNodes: growthWithNodes(),
    page: await measurePage(),
  }
}

function millionApart(): MillionResult {
  const self = fileURLToPath(import.meta.url)
  const own = [...process.execArgv, self, MILLION_ONLY]
  return JSON.parse(execFileSync(process.execPath, own, { encoding: 'utf8' }))
}
