#!/usr/bin/env node
// Starts the built command line. In a checkout it first builds what the command needs and is missing or older than its sources.
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
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const output = join(root, 'out')
const builder = join(root, 'node_modules/electron-vite/bin/electron-vite.js')

/** What is built by itself. The file that says how old a part is, is the last of its files to be put in place. */
const parts = {
  main: {
    name: 'the program',
    marker: join(output, 'main/cli.js'),
    sources: ['engine', 'notebooks', 'main'],
  },
  renderer: {
    name: 'the page',
    marker: join(output, 'renderer/index.html'),
    sources: ['engine', 'notebooks', 'renderer', 'main/build'],
  },
}
/** A notebook in place of a command is opened. */
const showsPage = (command) =>
  command === 'serve' || command === 'start' || /\.ipynb$/i.test(command ?? '')

/** Exit code of `replilab` for what it cannot even begin. */
const cannotStart = 4

function main() {
  const stale = neededParts(process.argv[2]).filter(needsBuild)
  if (stale.length > 0 && !existsSync(builder)) {
    return refuse(`it is not built: run "npm ci" in ${root}`)
  }
  for (const part of stale) {
    const { name } = parts[part]
    process.stderr.write(`replilab: building ${name} once, as the sources are newer than it…\n`)
    sweepKilledBuilds()
    const failure = build(part, join(output, `.build-${process.pid}`))
    if (failure !== null) {
      process.stderr.write(failure)
      return refuse('the build failed')
    }
  }
  return import(pathToFileURL(parts.main.marker).href)
}

const neededParts = (command) => (showsPage(command) ? ['main', 'renderer'] : ['main'])

/**
 * Builds into a folder of its own and then puts each file in its place at once: others may run these files, or build them too.
 * Gives what the builder said when it failed, else `null`.
 */
function build(part, folder) {
  const startSeconds = Date.now() / 1000
  const args = [builder, 'build', '--logLevel', 'warn', '--outDir', folder]
  const env = { ...process.env, REPLILAB_PART: part }
  try {
    const result = spawnSync(process.execPath, args, { cwd: root, env, encoding: 'utf8' })
    if (result.status !== 0) return result.stdout + result.stderr
    const beforeMillis = millisOf(parts[part].marker)
    for (const file of filesBelow(folder, parts[part].marker))
      place(join(folder, file), join(output, file), startSeconds)
    removeOlder(join(output, part), beforeMillis)
    return null
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A build that is killed leaves its folder behind. */
function sweepKilledBuilds() {
  const names = existsSync(output) ? readdirSync(output) : []
  for (const name of names) {
    const [, processId] = /^\.build-(\d+)$/.exec(name) ?? []
    if (processId !== undefined && !isRunning(Number(processId)))
      rmSync(join(output, name), { recursive: true, force: true })
  }
}

/** Also a process of another user, which may not be sent a signal. */
function isRunning(processId) {
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** The marker comes last. */
function filesBelow(folder, marker) {
  const isMarker = (file) => join(output, file) === marker
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

/** Age of the build that is there, as `place` sets it; undefined where none is. */
const millisOf = (marker) => (existsSync(marker) ? statSync(marker).mtimeMs : undefined)

/** Takes away what is older than the build before this one, which a program that runs may still need. */
function removeOlder(folder, millis) {
  if (millis === undefined) return
  for (const name of readdirSync(folder, { recursive: true })) {
    const path = join(folder, name)
    const facts = statSync(path, { throwIfNoEntry: false })
    // Ages are kept to the millisecond or to less, as the disk can.
    if (facts?.isFile() && facts.mtimeMs < millis - 1_000) rmSync(path, { force: true })
  }
}

function needsBuild(part) {
  const { marker, sources } = parts[part]
  if (!existsSync(marker)) return true
  const isCheckout = existsSync(join(root, '.git'))
  return isCheckout && newestMillis(sources) > statSync(marker).mtimeMs
}

/** Notebooks are read as they are: they are no sources of the build. */
function newestMillis(folders) {
  const sources = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .filter((name) => /\.(ts|vue|css|html|svg|woff2)$/.test(name))
      .map((name) => statSync(join(root, folder, name)).mtimeMs),
  )
  return Math.max(...sources)
}

function refuse(reason) {
  process.stderr.write(`replilab: cannot start, as ${reason}.\n`)
  process.exitCode = cannotStart
}

await main()
