#!/usr/bin/env node
// Starts the built command line. In a checkout it builds it first when it is missing or older than its sources.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const built = join(root, 'out/main/cli.js')
const builder = join(root, 'node_modules/electron-vite/bin/electron-vite.js')
const sourceFolders = ['engine', 'notebooks', 'main']

/** Exit code of `replilab` for what it cannot even begin. */
const cannotStart = 4

function main() {
  if (!needsBuild()) return import(pathToFileURL(built).href)
  if (!existsSync(builder)) return refuse(`it is not built: run "npm ci" in ${root}`)
  process.stderr.write('replilab: building once, as the sources are newer than the build…\n')
  const result = spawnSync(process.execPath, [builder, 'build', '--logLevel', 'warn'], {
    cwd: root,
    encoding: 'utf8',
  })
  if (result.status !== 0) {
    process.stderr.write(result.stdout + result.stderr)
    return refuse('the build failed')
  }
  return import(pathToFileURL(built).href)
}

function needsBuild() {
  if (!existsSync(built)) return true
  const isCheckout = existsSync(join(root, '.git'))
  return isCheckout && newestSourceMillis() > statSync(built).mtimeMs
}

function newestSourceMillis() {
  const sources = sourceFolders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => statSync(join(root, folder, name)).mtimeMs),
  )
  return Math.max(...sources)
}

function refuse(reason) {
  process.stderr.write(`replilab: cannot start, as ${reason}.\n`)
  process.exitCode = cannotStart
}

await main()
