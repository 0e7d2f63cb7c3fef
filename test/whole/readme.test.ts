import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import {
  createCell,
  createNotebook,
  type Notebook,
  parseNotebook,
  serializeNotebook,
} from '../../notebooks/document/index.ts'
import { hostAddress, startProgram } from '../tools/started-program.ts'
import { typeErrors } from '../tools/type-errors.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const readme = readFileSync(join(root, 'README.md'), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'replilab-readme-'))

afterAll(() => rmSync(folder, { recursive: true }))

/** The README's cells, in order, as one notebook. */
function readmeNotebook(): Notebook {
  const cells = [...readme.matchAll(/^```ts\n([\s\S]*?)^```$/gm)]
  return createNotebook(
    cells.map(([, source], index) => createCell('code', `cell-${index}`, source)),
  )
}

const replilab = (...args: readonly string[]) =>
  spawnSync(process.execPath, [join(root, 'main/cli/launch.mjs'), ...args], { encoding: 'utf8' })

test("the README's cells run, have no type error, and show what the README shows", () => {
  const path = join(folder, 'readme.ipynb')
  const notebook = readmeNotebook()
  expect(notebook.cells.length).toBeGreaterThanOrEqual(3)
  expect(typeErrors(notebook)).toEqual([])
  writeFileSync(path, serializeNotebook(notebook))
  const { status, stdout, stderr } = replilab('run', path, '--show')
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  const shown = readme.slice(readme.indexOf('    run  '), readme.indexOf('    …'))
  for (const line of shown.trimEnd().split('\n')) expect(stdout).toContain(line.slice(4))
})

test('what the README says to start with shows the notebook at an address, until it is ended', async () => {
  expect(readme).toContain('    npm ci && npm start ')
  const env = { REPLILAB_HOME: folder, CI: 'true' }
  const program = startProgram('npm', ['start'], { cwd: root, env })
  const address = await program.printed(hostAddress)
  const page = await fetch(address, { redirect: 'manual' })
  expect(page.status).toBe(303)
  const [cookie] = (page.headers.get('set-cookie') ?? '').split(';')
  const { origin } = new URL(address)
  expect(await (await fetch(origin, { headers: { cookie } })).text()).toContain('<title>Replilab')
  await program.end('SIGTERM')
  await expect.poll(() => isReachable(origin), { timeout: 10_000 }).toBe(false)
}, 600_000)

async function isReachable(address: string): Promise<boolean> {
  try {
    return (await fetch(address)).status > 0
  } catch (error) {
    return !(error instanceof TypeError)
  }
}

test("the README's comparison is what notebook 01 measured", () => {
  const text = readFileSync(join(root, 'notebooks/library/01-models-compared.ipynb'), 'utf8')
  const parsed = parseNotebook(text)
  if (!parsed.ok) throw new Error(parsed.problem.message)
  const figures = readme
    .split('\n')
    .filter((line) => /^ {4}(nodes that|conflicts of|a node dies|write latency)/.test(line))
    .flatMap((line) => line.trim().split(/ {2,}/))
  expect(figures.length).toBeGreaterThan(15)
  const outputs = JSON.stringify(
    parsed.value.cells.flatMap((cell) => ('outputs' in cell ? cell.outputs : [])),
  )
  for (const figure of figures) expect(outputs).toContain(figure)
})

test('the README names every command and option of the command line', () => {
  const options = ['run', 'test', 'check', 'serve', 'start', 'tour'].flatMap((command) => {
    const { stdout } = replilab('help', command)
    return [...stdout.matchAll(/--[a-z-]+/g)].map(([option]) => option)
  })
  for (const option of new Set(options)) {
    if (option !== '--help') expect(readme).toContain(option)
  }
})
