import type { ImportedHistory, Problem, Proof, Verdict } from '../../engine/index.ts'
import { countText, indented, lineText, plainText } from './text.ts'

export interface JudgedFile {
  readonly file: string
  readonly history: ImportedHistory
  readonly verdict: Verdict
}

/** What became of one file. */
export type CheckedFile = JudgedFile | { readonly file: string; readonly problem: Problem }

const words = { held: 'linearizable', broken: 'NOT linearizable', unknown: 'unknown' } as const

/** `FILE: linearizable`, and below it why, where it is wanted. */
export function checkedText(one: JudgedFile, isExplained: boolean): string {
  const line = `${lineText(one.file)}: ${words[one.verdict.standing]}\n`
  return isExplained ? `${line}${indented(`${plainText(explanation(one))}\n`, '  ')}` : line
}

function explanation({ verdict: { sentence, vacuous, proof } }: JudgedFile): string {
  const lines = [sentence]
  if (vacuous !== undefined) lines.push(vacuous)
  if (proof?.steps.length) lines.push('', ...proof.steps)
  if (proof?.ordered !== undefined) lines.push('', orderedText(proof))
  return lines.join('\n')
}

function orderedText({ ordered, state }: Proof): string {
  const left = state === undefined ? '' : `, which leaves ${state}`
  return `At best, ${countText(ordered?.length ?? 0, 'operation')} can be put in order${left}.`
}

/** One line of JSON: what `checkedText` says, for machines. */
export function checkedJson(one: CheckedFile): string {
  const fields = 'problem' in one ? unreadable(one) : judged(one)
  return `${JSON.stringify({ file: one.file, ...fields })}\n`
}

const unreadable = ({ problem }: { readonly problem: Problem }) => ({
  verdict: 'unreadable',
  problem,
})

function judged({ history, verdict }: JudgedFile) {
  const { standing, sentence, vacuous, proof, stopped } = verdict
  const { model, format, observed, leftOut } = history
  const lineOf = (id: number) => observed.operations[id]?.line
  return {
    verdict: { held: 'linearizable', broken: 'not linearizable', unknown: 'unknown' }[standing],
    sentence,
    vacuous,
    model,
    format,
    operations: observed.operations.length,
    leftOut,
    proof: proof && {
      lines: proof.operations.map(lineOf),
      steps: proof.steps,
      orderedLines: proof.ordered?.map(lineOf),
      state: proof.state,
    },
    stopped,
  }
}
