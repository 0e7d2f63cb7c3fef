#!/usr/bin/env node
// Starts the built command line. In a checkout it builds it first when it is missing or older than its sources.
import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const output = join(root, 'out')
const built = join(output, 'main/cli.js')
const builder = join(root, 'node_modules/electron-vite/bin/electron-vite.js')
const sourceFolders = ['engine', 'notebooks', 'main']

/** Exit code of `replilab` for what it cannot even begin. */
const cannotStart = 4

function main() {
  if (!needsBuild()) return import(pathToFileURL(built).href)
  if (!existsSync(builder)) return refuse(`it is not built: run "npm ci" in ${root}`)
  process.stderr.write('replilab: building once, as the sources are newer than the build…\n')
  const failure = build(join(output, `.build-${process.pid}`))
  if (failure === null) return import(pathToFileURL(built).href)
  process.stderr.write(failure)
  return refuse('the build failed')
}

/**
 * Builds into a folder of its own and then puts each file in its place at once: others may run these files, or build them too.
 * Gives what the builder said when it failed, else `null`.
 */
function build(folder) {
  const startSeconds = Date.now() / 1000
  const args = [builder, 'build', '--logLevel', 'warn', '--outDir', relative(root, folder)]
  try {
    const result = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
    if (result.status !== 0) return result.stdout + result.stderr
    for (const file of filesBelow(folder))
      place(join(folder, file), join(output, file), startSeconds)
    return null
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The file that says how old the build is comes last. */
function filesBelow(folder) {
  const isMarker = (file) => join(output, file) === built
  return readdirSync(folder, { recursive: true })
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort((one, other) => isMarker(one) - isMarker(other))
}

/** As old as its sources were when they were read: what changed meanwhile is newer. */
function place(from, to, seconds) {
  mkdirSync(dirname(to), { recursive: true })
  utimesSync(from, seconds, seconds)
  renameSync(from, to)
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
