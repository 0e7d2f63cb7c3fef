import { Command } from 'commander'
import { defaultSessionLimits } from '../../notebooks/session/index.ts'
import manifest from '../../package.json' with { type: 'json' }
import type { CommandContext } from './command-host.ts'
import { type ExitCode, exitCode } from './exit-code.ts'
import { addParameter, type Parameters, parseSeconds, parseWorkers } from './option-values.ts'
import { runCommand } from './run-command.ts'
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
    .addHelpText('after', exitCodesText)
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
  addTour(program, context, answer)
  addHelp(program)
  return program
}

const exitCodesText = `
Exit codes:
  ${exitCode.passed}  passed
  ${exitCode.failed}  a cell failed
  ${exitCode.interrupted}  interrupted
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

function addTour(program: Command, context: CommandContext, answer: Answer): void {
  program
    .command('tour')
    .summary('run the first notebook and read it in the terminal')
    .description(
      'Runs the notebook that compares the three models and prints its text and its results. No file is written.',
    )
    .action(async () => answer(await tourCommand(context)))
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
