import { mkdir, readFile } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import * as v from 'valibot'
import { createTurns } from './in-turn.ts'
import { type Report, refuseSystem, systemCode } from './problem.ts'
import { replaceFile } from './replace-file.ts'

/** One JSON file of our own. */
export interface JsonStore<Value> {
  /** What was written last; the default when nothing was or when it cannot be read, which is reported. */
  read(): Promise<Value>
  write(value: Value): Promise<void>
  /** Writes what comes of what was written last: one change after the other. */
  change(changed: (value: Value) => Value): Promise<void>
  /** Resolves when all that was to be written is. */
  idle(): Promise<void>
}

export interface JsonStoreOptions<Value> {
  readonly path: string
  readonly schema: v.GenericSchema<unknown, Value>
  readonly standard: Value
  readonly report: Report
}

/** What cannot be written is reported, and no reason to stop. */
export function createJsonStore<Value>(options: JsonStoreOptions<Value>): JsonStore<Value> {
  const turns = createTurns()
  const inTurn = (work: () => Promise<void>) => turns.take(options.path, work)
  const read = () => readValue(options)
  return {
    read,
    write: (value) => inTurn(() => writeValue(options, value)),
    change: (changed) => inTurn(async () => writeValue(options, changed(await read()))),
    idle: turns.idle,
  }
}

async function readValue<Value>(options: JsonStoreOptions<Value>): Promise<Value> {
  const { path, schema, standard, report } = options
  const text = await readOrNull(path, report)
  if (text === null) return standard
  const parsed = v.safeParse(schema, parseOrNull(text))
  if (parsed.success) return parsed.output
  report({
    code: 'store/corrupt',
    message: `${path} cannot be understood, so that ${whatOf(path)} begin anew.`,
  })
  return standard
}

async function writeValue<Value>(
  { path, report }: JsonStoreOptions<Value>,
  value: Value,
): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true, mode: privateFolder })
    await replaceFile(path, `${JSON.stringify(value, null, 2)}\n`, privateFile)
  } catch (error) {
    report(refuseSystem(path, error).problem)
  }
}

/** Permissions: for their user only. */
export const privateFile = 0o600
export const privateFolder = 0o700

const whatOf = (path: string): string => basename(path, '.json')

async function readOrNull(path: string, report: Report): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') report(refuseSystem(path, error).problem)
    return null
  }
}

/** Null for what is no JSON, which no schema of ours takes. */
export function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return null
  }
}
