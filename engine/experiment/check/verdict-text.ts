import {
  headline,
  operationsTable,
  orderText,
  type ShownVerdict,
  vacuityText,
} from './verdict-parts.ts'

/** A verdict for a terminal: what it is, what was found, the operations that show it, and the argument. */
export function verdictText(verdict: ShownVerdict): string {
  const blocks = [
    `${headline(verdict)}\n${verdict.sentence}`,
    vacuityText(verdict),
    operationsTable(verdict)?.toText(),
    stepsText(verdict.proof?.steps ?? []),
    orderText(verdict),
  ]
  return blocks.filter((block) => block !== undefined && block !== '').join('\n\n')
}

/** `1. …`, `2. …` */
function stepsText(steps: readonly string[]): string {
  const width = String(steps.length).length
  return steps.map((step, at) => `${String(at + 1).padStart(width)}. ${step}`).join('\n')
}
