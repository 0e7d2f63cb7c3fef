import { type Evidence, evidenceOf, withEvidence } from '../../check/run/evidence.ts'
import type { Guarantee, Proof, Standing, Stopped, Verdict } from '../../check/verdict.ts'
import { displaySymbol } from '../../trace/table.ts'
import type { Displayable, DisplayBundle } from '../display.ts'
import { type OperationRow, operationRow } from './rows.ts'
import type { CheckSubject } from './subject.ts'
import { verdictData } from './verdict-data.ts'
import { verdictHtml } from './verdict-html.ts'
import { verdictText } from './verdict-text.ts'

/** MIME type of a verdict as data. */
export const VERDICT_MIME_TYPE = 'application/vnd.replilab.verdict+json'

/** Operations of a proof that are shown, and that stand in the data; the others are counted. */
export const MAXIMUM_SHOWN_OPERATIONS = 50

/** Whether a guarantee held, and why not; shows itself. `held` and `broken` are both false where a limit came first. */
export class CheckVerdict implements Verdict, Displayable {
  readonly guarantee: Guarantee
  readonly standing: Standing
  readonly sentence: string
  readonly operations: number
  readonly vacuous: string | undefined
  readonly stopped: Stopped | undefined
  readonly #subject: CheckSubject
  readonly #bare: Proof | undefined
  #proof: Proof | undefined
  #evidence: Evidence | undefined

  constructor(verdict: Verdict, subject: CheckSubject) {
    this.guarantee = verdict.guarantee
    this.standing = verdict.standing
    this.sentence = verdict.sentence
    this.operations = verdict.operations
    this.vacuous = verdict.vacuous
    this.stopped = verdict.stopped
    this.#subject = subject
    this.#bare = verdict.proof
  }

  get held(): boolean {
    return this.standing === 'held'
  }

  get broken(): boolean {
    return this.standing === 'broken'
  }

  /** The operations that show it; of a run with the messages that should have carried what was missing, and what became of them. */
  get proof(): Proof | undefined {
    const { evidence } = this
    if (this.#bare === undefined || evidence === undefined) return this.#bare
    this.#proof ??= withEvidence(this.#bare, evidence)
    return this.#proof
  }

  /** Fingerprint of the run that was judged; undefined where it was a history alone. */
  get run(): string | undefined {
    return this.#subject.knowledge?.facts.trace.fingerprint
  }

  /** The messages of a broken verdict as data, to be drawn; undefined where nothing is known of messages. */
  get evidence(): Evidence | undefined {
    const { knowledge } = this.#subject
    if (this.#bare === undefined || knowledge === undefined) return undefined
    this.#evidence ??= evidenceOf(knowledge, this.#bare)
    return this.#evidence
  }

  /** The operations of the proof in the names of the history, the first fifty. */
  get rows(): readonly OperationRow[] {
    const operations = this.#bare?.operations ?? []
    return operations
      .slice(0, MAXIMUM_SHOWN_OPERATIONS)
      .map((id) => operationRow(this.#subject, id))
  }

  toString(): string {
    return verdictText(this)
  }

  [displaySymbol](): DisplayBundle {
    return {
      'text/plain': verdictText(this),
      'text/html': verdictHtml(this),
      [VERDICT_MIME_TYPE]: verdictData(this),
    }
  }
}
