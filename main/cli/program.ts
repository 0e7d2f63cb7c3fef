import { Command } from 'commander'
import { HISTORY_MODELS, type HistoryModel } from '../../engine/index.ts'
import { defaultSessionLimits } from '../../notebooks/session/index.ts'
import manifest from '../../package.json' with { type: 'json' }
import { checkCommand } from './check-command.ts'
import type { CommandContext } from './command-host.ts'
import { devCommand } from './dev-command.ts'
import { type ExitCode, exitCode } from './exit-code.ts'
import {
  addParameter,
  type Parameters,
  parseModel,
  parsePort,
  parseSeconds,
  parseTimeLimit,
  parseWorkers,
} from './option-values.ts'
import { runCommand } from './run-command.ts'
import { defaultHost, serveCommand } from './serve-command.ts'
import { readShown } from './shown-notebook.ts'
import { startCommand } from './start-command.ts'
import { testCommand } from './test-command.ts'
import { lineText } from './text.ts'
import { tourCommand } from './tour-command.ts'

/** Called with the answer of the command that ran. */
export type Answer = (code: ExitCode) => void

const timeoutDefault = (defaultSessionLimits.timeLimitMillis ?? 0) / 1000
const timeoutText = `wall time that one cell may take (default: ${timeoutDefault})`

/** The command line: every command, argument and option with its help. The one place that defines them. */
export function createProgram(context: CommandContext, answer: Answer): Command {
  const program = new Command('replilab')
    .description('A lab notebook for database replication, on the command line.')
    .version(manifest.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand(false)
    .addHelpText('after', notebookText + exitCodesText)
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureOutput({
      writeOut: context.stdout.write,
      writeErr: context.stderr.write,
      getOutHelpWidth: () => context.stdout.columns,
      getErrHelpWidth: () => context.stderr.columns,
      getOutHasColors: () => context.stdout.hasColor,
      getErrHasColors: () => context.stderr.hasColor,
      outputError: (text, write) => write(oneLine(text)),
    })
  addRun(program, context, answer)
  addTest(program, context, answer)
  addCheck(program, context, answer)
  addTour(program, context, answer)
  addServe(program, context, answer)
  addStart(program, context, answer)
  addDev(program, context, answer)
  addHelp(program)
  return program
}

const notebookText = `
With a notebook in place of a command, replilab opens it, as start does.
`

const exitCodesText = `
Exit codes:
  ${exitCode.passed}  passed
  ${exitCode.failed}  a cell failed, or a history is not linearizable
  ${exitCode.interrupted}  interrupted
  ${exitCode.unknown}  a limit came before a verdict
  ${exitCode.wrongUsage}  wrong usage, or input that cannot be read
  ${exitCode.nothingFound}  no notebook found`

/** What commander says of a wrong command line, as one line of our own. */
const oneLine = (text: string): string => `replilab: ${lineText(text.replace(/^error: /, ''))}\n`

interface RunOptions {
  output?: string
  parameter?: Parameters
  timeout?: number
  show?: true
}

function addRun(program: Command, context: CommandContext, answer: Answer): void {
  program
    .command('run')
    .summary('run a notebook and write its outputs')
    .description(
      'Runs every cell of a notebook in a fresh kernel and writes the outputs into it, also when a cell failed. The same notebook gives the same bytes.',
    )
    .argument('<notebook>', 'an .ipynb file')
    .option('-o, --output <file>', 'write there instead of in place; - is standard output')
    .option(
      '-p, --parameter <name=value>',
      'set a parameter, to JSON or else to text; may be repeated',
      addParameter,
    )
    .option('--timeout <seconds>', timeoutText, parseSeconds)
    .option('--show', 'print the text of the outputs as they come')
    .action(async (notebook: string, options: RunOptions) => {
      const { output = notebook, parameter = {}, timeout, show = false } = options
      const request = { notebook, output, parameters: parameter, timeLimitMillis: timeout, show }
      answer(await runCommand(request, context))
    })
}

interface TestOptions {
  junit?: string
  timeout?: number
  workers?: number
}

function addTest(program: Command, context: CommandContext, answer: Answer): void {
  program
    .command('test')
    .summary('run notebooks as tests, without writing them')
    .description(
      'Runs notebooks as tests and leaves the files as they are. An error or a failed expect in a cell fails its notebook; a cell tagged raises-exception fails when it raises none; a cell tagged skip-execution is left out.',
    )
    .argument('<path...>', '.ipynb files, or folders that are searched for them')
    .option('--junit <file>', 'write the results as JUnit XML too')
    .option('--timeout <seconds>', timeoutText, parseSeconds)
    .option('--workers <count>', 'notebooks that run at a time (default: processors)', parseWorkers)
    .action(async (paths: string[], { junit, timeout, workers }: TestOptions) => {
      const request = { paths, junit, timeLimitMillis: timeout, workers }
      answer(await testCommand(request, context))
    })
}

interface CheckOptions {
  model?: HistoryModel
  json?: true
  timeLimit?: number
}

const defaultTimeLimitMillis = 10_000

function addCheck(program: Command, context: CommandContext, answer: Answer): void {
  program
    .command('check')
    .summary('tell whether recorded histories are linearizable')
    .description(
      "Reads histories in Jepsen's EDN or log lines or in JSON lines and prints a line for each: linearizable, NOT linearizable or unknown; for one file, why. A file that cannot be read makes the exit code 4, else a history that is not linearizable 1, else an unknown one 3.",
    )
    .argument('<file...>', 'files of one history each; - is standard input')
    .option(
      '--model <name>',
      `${HISTORY_MODELS.join(', ')} (default: told by the history)`,
      parseModel,
    )
    .option('--json', 'print a line of JSON for each file')
    .option(
      '--time-limit <time>',
      `wall time that the search in one file may take (default: ${defaultTimeLimitMillis / 1000}s)`,
      parseTimeLimit,
    )
    .action(async (files: string[], options: CheckOptions) => {
      const { model, json = false, timeLimit = defaultTimeLimitMillis } = options
      const request = { files, model, json, timeLimitMillis: timeLimit }
      answer(await checkCommand(request, context))
    })
}

function addTour(program: Command, context: CommandContext, answer: Answer): void {
  program
    .command('tour')
    .summary('run the first notebook and read it in the terminal')
    .description(
      'Runs the notebook that compares the three models and prints its text and its results. No file is written.',
    )
    .action(async () => answer(await tourCommand(context)))
}

interface ServeOptions {
  host: string
  port?: number
  open: boolean
}

function addServe(program: Command, context: CommandContext, answer: Answer): void {
  program
    .command('serve')
    .summary('show the notebooks of a folder in a browser')
    .description(
      'Serves the notebook to a browser on this machine, with the notebooks of a folder, until it is interrupted. The address holds a key; without it nobody gets in.',
    )
    .argument('[path]', 'the folder whose notebooks are shown, or one notebook', '.')
    .argument('[notebook]', 'a notebook of the folder, which is opened')
    .option('--port <number>', 'listen there (default: the first free one from 8642)', parsePort)
    .option('--host <address>', 'listen at this address; other machines may reach it', defaultHost)
    .option('--no-open', 'open no browser')
    .action(async (path: string, notebook: string | undefined, options: ServeOptions) => {
      const { host, port, open } = options
      const request = { ...readShown(path, notebook), host, port, opensBrowser: open }
      answer(await serveCommand(request, context))
    })
}

function addStart(program: Command, context: CommandContext, answer: Answer): void {
  program
    .command('start')
    .summary('open the desktop app, or the same notebook in a browser')
    .description(
      'Opens the desktop app, and fetches what it needs the first time. Where that cannot be had, serves the same notebook to a browser, with the notebooks of a folder.',
    )
    .argument('[path]', 'a notebook, or the folder whose notebooks are shown in a browser', '.')
    .action(async (path: string) => answer(await startCommand(readShown(path), context)))
}

function addDev(program: Command, context: CommandContext, answer: Answer): void {
  program
    .command('dev', { hidden: true })
    .description(
      "As start, with the page from its sources and hot reload, for Replilab's own developers: it needs a checkout.",
    )
    .argument('[folder]', 'the folder whose notebooks are shown in a browser', '.')
    .action(async (folder: string) => answer(await devCommand(folder, context)))
}

/** Commander's own prints the general help for a command that is not there. */
function addHelp(program: Command): void {
  program
    .command('help')
    .summary('print help of a command')
    .argument('[command]', 'a command of this list')
    .action((name?: string) => {
      const named =
        name === undefined ? program : program.commands.find((one) => one.name() === name)
      if (named === undefined) program.error(`unknown command '${name}'`)
      else named.outputHelp()
    })
}
