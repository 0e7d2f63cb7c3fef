import type { HistoryEvent } from './event.ts'
import type { ImportLimits } from './limits.ts'
import { readEdn, skipEdnBlanks } from './read-edn.ts'
import { functionOf, typeOf } from './read-event.ts'
import { quoted, Refusal } from './refusal.ts'
import { Scanner } from './scanner.ts'

const logger = 'jepsen.util'
const levels = /^\s*(?:\d\S*\s+)*(?:TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\b/
const operation = /^\s*(-?\d+|:[\w-]+)\s+:(\w+)\s+:([\w-]+)(?:\s+(\S.*))?$/

/**
 * Jepsen's log, or its history.txt: `INFO  jepsen.util - 0 :invoke :read nil`, with or without what stands before the process's number. What other
 * loggers write is passed over, with the lines that follow it.
 */
export function eventsOfLog(text: string, limits: ImportLimits): HistoryEvent[] {
  const events: HistoryEvent[] = []
  let isPassingOver = false
  let number = 0
  for (const line of linesOf(text)) {
    number++
    const record = recordOf(line)
    if (record !== null) {
      isPassingOver = false
      const event = eventOfRecord(record, number, limits)
      if (event !== null) events.push(event)
    } else if (levels.test(line)) isPassingOver = true
    else if (!isPassingOver && line.trim() !== '')
      refuse(number, `${quoted(line)} is no operation.`)
  }
  return events
}

/** One line after another: a large log is not held twice. */
function* linesOf(text: string): Generator<string> {
  let start = 0
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
    yield text.slice(start, end)
    start = end + 1
  }
  yield text.slice(start)
}

/** What a line says of an operation, without level, time and thread; null for a line that is about something else. */
function recordOf(line: string): string | null {
  const place = levels.test(line) ? line.indexOf(logger) : -1
  if (place !== -1) return line.slice(place + logger.length).replace(/^:?\s+(?:-\s+)?/, '')
  return operation.test(line.trimEnd()) ? line : null
}

function eventOfRecord(record: string, line: number, limits: ImportLimits): HistoryEvent | null {
  const parts = operation.exec(record.trimEnd())
  if (parts === null) return refuse(line, `${quoted(record.trim())} is no operation.`)
  const process = Number(parts[1])
  if (Number.isNaN(process)) return null
  const type = typeOf(parts[2], line)
  const answer = answerOf(parts[4] ?? '', type === 'info' || type === 'fail', line, limits)
  return {
    line,
    process,
    session: process,
    type,
    function: functionOf(parts[3], line),
    key: undefined,
    ...answer,
    nanos: undefined,
    index: undefined,
  }
}

type LoggedValue = Pick<HistoryEvent, 'value' | 'hasError'>

/** What stands after the function: a value, and after one that did not end well perhaps a reason, which may be any text. */
function answerOf(
  text: string,
  mayHaveReason: boolean,
  line: number,
  limits: ImportLimits,
): LoggedValue {
  if (text === '') return { value: undefined, hasError: false }
  const scanner = new Scanner(text, limits, line)
  try {
    const value = readEdn(scanner)
    skipEdnBlanks(scanner)
    if (!scanner.isAtEnd && !mayHaveReason) scanner.refuseHere('the end of the line')
    return { value, hasError: !scanner.isAtEnd }
  } catch (error) {
    if (mayHaveReason && error instanceof Refusal) return { value: undefined, hasError: true }
    throw error
  }
}

function refuse(line: number, reason: string): never {
  throw new Refusal('malformed', reason, line)
}
