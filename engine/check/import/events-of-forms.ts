import type { HistoryEvent } from './event.ts'
import type { Form } from './form.ts'
import type { ImportLimits } from './limits.ts'
import { readEdn, skipEdnBlanks } from './read-edn.ts'
import { eventOfForm } from './read-event.ts'
import { readJson, skipJsonBlanks } from './read-json.ts'
import { Scanner } from './scanner.ts'

/** How a notation is read. */
interface Notation {
  skipBlanks(scanner: Scanner): void
  readForm(scanner: Scanner, depth: number): Form
  /** What the list of a whole history may begin with, and its end. */
  readonly opening: RegExp
  readonly closing: RegExp
  /** What may stand between the events of a list. */
  readonly separator: RegExp
}

const edn: Notation = {
  skipBlanks: (scanner) => skipEdnBlanks(scanner),
  readForm: readEdn,
  opening: /(?:#[a-zA-Z][\w./-]*\s*)?[[(]/y,
  closing: /[\])]/y,
  separator: /(?!)/y,
}

const json: Notation = {
  skipBlanks: skipJsonBlanks,
  readForm: readJson,
  opening: /\[/y,
  closing: /\]/y,
  separator: /,/y,
}

export const eventsOfEdn = (text: string, limits: ImportLimits): HistoryEvent[] =>
  eventsOf(new Scanner(text, limits), edn)

export const eventsOfJson = (text: string, limits: ImportLimits): HistoryEvent[] =>
  eventsOf(new Scanner(text, limits), json)

/** The events of a text that is a list of maps, or one map after another: a list is entered, never held as a whole. */
function eventsOf(scanner: Scanner, notation: Notation): HistoryEvent[] {
  const events: HistoryEvent[] = []
  notation.skipBlanks(scanner)
  const isList = scanner.match(notation.opening) !== ''
  const openLine = scanner.line
  for (;;) {
    notation.skipBlanks(scanner)
    if (isList && scanner.match(notation.closing) !== '') break
    if (scanner.isAtEnd && !isList) return events
    if (scanner.isAtEnd) scanner.refuse('the list is not closed.', openLine)
    readEvent(scanner, notation, events)
  }
  notation.skipBlanks(scanner)
  if (!scanner.isAtEnd) scanner.refuseHere('the end of the text')
  return events
}

function readEvent(scanner: Scanner, notation: Notation, events: HistoryEvent[]): void {
  const { line } = scanner
  const event = eventOfForm(notation.readForm(scanner, 1), line)
  if (event !== null) events.push(event)
  notation.skipBlanks(scanner)
  scanner.match(notation.separator)
}
