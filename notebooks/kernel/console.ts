import { inspect } from './inspect/inspect.ts'
import type { InspectLimits } from './limits.ts'
import type { StreamName } from './output.ts'
import { formatTable } from './table.ts'

/** The part of the usual `console` that writes text; the rest of it makes no sense without a terminal. */
export type CellConsole = Record<string, (...values: unknown[]) => void>

export interface ConsoleTarget {
  write(stream: StreamName, text: string): void
  isFull(stream: StreamName): boolean
  /** The cell's own time, which stands still while it computes. */
  nowMillis(): number
}

export interface KernelConsole {
  readonly console: CellConsole
  /** Forgets groups, counts and times: they are those of one cell. */
  reset(): void
}

export function createConsole(target: ConsoleTarget, limits: InspectLimits): KernelConsole {
  let counts: Record<string, number> = Object.create(null)
  let starts: Record<string, number> = Object.create(null)
  let indent = ''

  const writeLine = (stream: StreamName, line: string) =>
    target.write(
      stream,
      `${indent === '' ? line : indent + line.replaceAll('\n', `\n${indent}`)}\n`,
    )

  const writer =
    (stream: StreamName) =>
    (...values: unknown[]) => {
      if (!target.isFull(stream)) writeLine(stream, format(values, limits))
    }

  const log = writer('stdout')
  const warn = writer('stderr')
  const elapsed = (name: string) => `${name}: ${target.nowMillis() - starts[name]} ms of cell time`
  const startGroup = (...values: unknown[]) => {
    if (values.length > 0) log(...values)
    indent += '  '
  }

  const console: CellConsole = {
    log,
    info: log,
    debug: log,
    warn,
    error: warn,
    trace: warn,
    dir: (value) => log(inspect(value, limits)),
    table: (value) => log(formatTable(value, limits) ?? value),
    assert: (condition, ...values) => {
      if (!condition) warn(['Assertion failed', format(values, limits)].filter(Boolean).join(': '))
    },
    count: (label = 'default') => {
      const name = labelText(label)
      counts[name] = (counts[name] ?? 0) + 1
      log(`${name}: ${counts[name]}`)
    },
    countReset: (label = 'default') => {
      delete counts[labelText(label)]
    },
    time: (label = 'default') => {
      starts[labelText(label)] = target.nowMillis()
    },
    timeLog: (label = 'default') => log(elapsed(labelText(label))),
    timeEnd: (label = 'default') => {
      log(elapsed(labelText(label)))
      delete starts[labelText(label)]
    },
    group: startGroup,
    groupCollapsed: startGroup,
    groupEnd: () => {
      indent = indent.slice(2)
    },
  }
  return {
    console,
    reset: () => {
      counts = Object.create(null)
      starts = Object.create(null)
      indent = ''
    },
  }
}

const labelText = (label: unknown) => (typeof label === 'string' ? label : 'default')

/** Texts as they are, other values inspected, a space between. */
export function format(values: readonly unknown[], limits: InspectLimits): string {
  return values
    .map((value) => (typeof value === 'string' ? value : inspect(value, limits)))
    .join(' ')
}
