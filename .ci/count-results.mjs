// Reads vitest's JSON report, names what failed and what was skipped, and closes with the counts.
import { existsSync, readFileSync } from 'node:fs'

const [path] = process.argv.slice(2)

if (!existsSync(path)) {
  console.log('No test ran: style, types or the build failed before, see above.')
  console.log('0 passed, 1 failed, 0 skipped')
  process.exit(1)
}

const report = JSON.parse(readFileSync(path, 'utf8'))
const tests = report.testResults.flatMap((file) =>
  file.assertionResults.map((test) => ({ name: test.fullName, status: test.status })),
)
const brokenFiles = report.testResults.filter(
  (file) =>
    file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
)
const named = (status) => tests.filter((test) => test.status === status)
const skipped = tests.filter((test) => test.status !== 'passed' && test.status !== 'failed')
const failed = named('failed').length + brokenFiles.length

for (const { name } of named('failed')) console.log(`failed: ${name}`)
for (const { name } of brokenFiles) console.log(`failed: ${name} could not run`)
for (const { name } of skipped) console.log(`skipped: ${name}`)
console.log(`${named('passed').length} passed, ${failed} failed, ${skipped.length} skipped`)
process.exit(failed === 0 ? 0 : 1)
