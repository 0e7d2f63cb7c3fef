import { escapeHtml } from '../../trace/table-html.ts'
import {
  headline,
  operationsTable,
  orderText,
  type ShownVerdict,
  vacuityText,
} from './verdict-parts.ts'

/** A verdict as bare HTML, all text escaped. */
export function verdictHtml(verdict: ShownVerdict): string {
  const steps = verdict.proof?.steps ?? []
  const blocks = [
    `<p><strong>${escapeHtml(headline(verdict))}</strong><br>${escapeHtml(verdict.sentence)}</p>`,
    paragraph(vacuityText(verdict)),
    operationsTable(verdict)?.toHtml(),
    steps.length === 0 ? undefined : `<ol>\n${steps.map(item).join('\n')}\n</ol>`,
    paragraph(orderText(verdict)),
  ]
  return blocks.filter((block) => block !== undefined).join('\n')
}

const item = (step: string): string => `<li>${escapeHtml(step)}</li>`

const paragraph = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : `<p>${escapeHtml(text)}</p>`
