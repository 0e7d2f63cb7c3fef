import { quoted, Refusal } from './refusal.ts'

/** How a history is written. */
export const HISTORY_FORMATS = ['edn', 'jepsen-log', 'json-lines'] as const
export type HistoryFormat = (typeof HISTORY_FORMATS)[number]

/** A key in quotes and its colon: EDN has a blank before a keyword instead. */
const jsonStart = /^[\s[]*\{\s*(?:\}|"[^"\\]{0,100}"(?::|\s+:(?![A-Za-z])))/
const ednStart = /^(?:[\s,]+|;[^\n]*\n)?[[({#;]/
const logStart = /^\s*(?:TRACE|DEBUG|INFO|WARN|ERROR|FATAL|[\d:-])/

/** Tells by how it begins what a text is. */
export function detectFormat(text: string): HistoryFormat {
  if (jsonStart.test(text)) return 'json-lines'
  if (ednStart.test(text)) return 'edn'
  if (logStart.test(text)) return 'jepsen-log'
  if (text.trim() === '') throw new Refusal('empty', 'there is nothing in it.')
  const start = quoted(text.trimStart().split('\n', 1)[0])
  const allowed = "a history in Jepsen's EDN or log lines, or in JSON lines"
  throw new Refusal('unknown-format', `${start} is not how ${allowed} begins.`, 1)
}
