import pico from 'picocolors'
import { fail, ok, type Result } from '../../engine/index.ts'
import type { CommandContext } from './command-host.ts'
import { complain } from './complain.ts'
import { type ExitCode, exitCode } from './exit-code.ts'
import { inOrder } from './in-order.ts'
import { junitXml } from './junit.ts'
import { openNotebook } from './open-notebook.ts'
import { runNotebook } from './run-notebook.ts'
import { notebookReport, type ReportLayout, totals } from './test-report.ts'
import { judge, type NotebookFile, type TestedNotebook } from './tested-notebook.ts'

export interface TestRequest {
  /** Files and folders. */
  readonly paths: readonly string[]
  /** Path of a JUnit file to write. */
  readonly junit?: string
  readonly timeLimitMillis?: number
  /** Default: as many as there are processors. */
  readonly workers?: number
}

/** `replilab test`: runs notebooks as tests and writes none of them. */
export async function testCommand(
  request: TestRequest,
  context: CommandContext,
): Promise<ExitCode> {
  const blocked = request.junit ? await context.host.whyNotWritable(request.junit) : null
  const files = blocked ? fail(blocked) : await openAll(request.paths, context)
  if (!files.ok) return refuse(files.problem.message, context)
  if (files.value.length === 0) {
    complain(`no notebook found in ${request.paths.join(', ')}.`, context)
    return exitCode.nothingFound
  }
  const startMillis = context.host.nowMillis()
  const tested = await testAll(files.value, request, context)
  context.stdout.write(totals(tested, context.host.nowMillis() - startMillis))
  return (await writeJunit(tested, request, context)) ?? codeOf(tested)
}

function refuse(message: string, context: CommandContext): ExitCode {
  complain(message, context)
  return exitCode.wrongUsage
}

/** Every notebook is read before the first runs, so that a wrong path costs no time. */
async function openAll(
  paths: readonly string[],
  { host }: CommandContext,
): Promise<Result<NotebookFile[]>> {
  const files = new Map<string, NotebookFile>()
  for (const path of paths) {
    const found = await host.findNotebooks(path)
    if (!found.ok) return found
    for (const file of found.value) {
      const notebook = await openNotebook(file, host)
      if (!notebook.ok) return notebook
      files.set(file, { path: file, notebook: notebook.value })
    }
  }
  return ok([...files.values()])
}

async function testAll(
  files: readonly NotebookFile[],
  request: TestRequest,
  context: CommandContext,
): Promise<TestedNotebook[]> {
  const { stdout, host } = context
  const tested: TestedNotebook[] = []
  const layout = layoutOf(files, request, context)
  const interrupted = AbortSignal.any([host.interrupted, stdout.closed])
  const test = async ({ path, notebook }: NotebookFile) =>
    judge(
      path,
      await runNotebook(notebook, host, {
        timeLimitMillis: request.timeLimitMillis,
        interrupted,
      }),
    )
  await inOrder(files, request.workers ?? host.processors, test, (one) => {
    tested.push(one)
    stdout.write(notebookReport(one, layout))
  })
  return tested
}

function layoutOf(
  files: readonly NotebookFile[],
  { timeLimitMillis }: TestRequest,
  { stdout }: CommandContext,
): ReportLayout {
  return {
    pathWidth: Math.max(...files.map(({ path }) => path.length)),
    colors: pico.createColors(stdout.hasColor),
    options: timeLimitMillis === undefined ? [] : ['--timeout', String(timeLimitMillis / 1000)],
  }
}

/** `null` when there was nothing to write or it was written. */
async function writeJunit(
  tested: readonly TestedNotebook[],
  { junit }: TestRequest,
  context: CommandContext,
): Promise<ExitCode | null> {
  if (junit === undefined) return null
  const written = await context.host.writeText(junit, junitXml(tested))
  return written.ok ? null : refuse(written.problem.message, context)
}

function codeOf(tested: readonly TestedNotebook[]): ExitCode {
  if (tested.some(({ verdict }) => verdict === 'interrupted')) return exitCode.interrupted
  return tested.every(({ verdict }) => verdict === 'passed') ? exitCode.passed : exitCode.failed
}
