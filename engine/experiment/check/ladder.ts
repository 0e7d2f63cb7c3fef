import type { Guarantee } from '../../check/verdict.ts'
import { displaySymbol, Table } from '../../trace/table.ts'
import { escapeHtml } from '../../trace/table-html.ts'
import type { Displayable, DisplayBundle } from '../display.ts'
import type { CheckVerdict } from './verdict.ts'
import { verdictData } from './verdict-data.ts'
import { standingText } from './verdict-parts.ts'

/** MIME type of a ladder as data. */
export const LADDER_MIME_TYPE = 'application/vnd.replilab.ladder+json'

/**
 * Each of these implies the next; the last implies the four session guarantees, of which none implies another.
 */
const CHAIN: readonly Guarantee[] = [
  'linearizable',
  'sequentially consistent',
  'causally consistent',
]

/** What consistency a history had: a verdict a rung, from the strongest model down, and what was safe beside it. */
export class Ladder implements Displayable {
  /** Consistency models, the strongest first. */
  readonly rungs: readonly CheckVerdict[]
  /** Why some rungs are missing; undefined where none is. */
  readonly notJudged: string | undefined
  readonly #judgeSafety: () => readonly CheckVerdict[]
  #safety: readonly CheckVerdict[] | undefined

  /** @param judgeSafety called when safety is first asked for */
  constructor(
    rungs: readonly CheckVerdict[],
    judgeSafety: () => readonly CheckVerdict[],
    notJudged: string | undefined,
  ) {
    this.rungs = rungs
    this.notJudged = notJudged
    this.#judgeSafety = judgeSafety
  }

  /** What replicas hold in the end and who led; of runs and clusters only. */
  get safety(): readonly CheckVerdict[] {
    this.#safety ??= this.#judgeSafety()
    return this.#safety
  }

  /** The verdict on one guarantee; undefined where it was not judged. */
  verdict(guarantee: Guarantee): CheckVerdict | undefined {
    const isIt = (one: CheckVerdict) => one.guarantee === guarantee
    return this.rungs.find(isIt) ?? this.safety.find(isIt)
  }

  /**
   * The strongest model that held; undefined for none. Where not even causal consistency held, the first session guarantee that did: none of these implies
   * another, `strongestAll` has them all.
   */
  get strongest(): Guarantee | undefined {
    return this.strongestAll[0]
  }

  /** The models that held and are not implied by another that did: one, or some of the session guarantees. */
  get strongestAll(): readonly Guarantee[] {
    const held = this.rungs.filter((one) => one.held).map(({ guarantee }) => guarantee)
    const inChain = held.find((guarantee) => CHAIN.includes(guarantee))
    return inChain === undefined ? held : [inChain]
  }

  /** One sentence: the strongest model that held, and what nobody knows of stronger ones. */
  get sentence(): string {
    const [first] = this.strongestAll
    const names = this.strongestAll.join(', ')
    const place = this.rungs.findIndex(({ guarantee }) => guarantee === first)
    const stronger = place < 0 ? this.rungs : this.rungs.slice(0, place)
    const open = stronger.filter(({ standing }) => standing === 'unknown')
    const perhaps = open.map(({ guarantee }) => guarantee).join(', ')
    const rest = open.length === 0 ? '' : ` Nobody knows of: ${perhaps}.`
    if (first === undefined) return `No consistency model is known to have held.${rest}`
    return `The strongest consistency that held: ${names}.${rest}`
  }

  /** A row a verdict. */
  get table(): Table {
    const groups = [this.rungs, this.safety]
    const rows = groups.flatMap((verdicts) =>
      verdicts.map(({ guarantee, standing, operations, vacuous }) => [
        guarantee,
        standingText(standing),
        { value: operations, unit: 'count', note: vacuous },
      ]),
    )
    const columns = [
      'guarantee',
      'verdict',
      { name: 'operations that tell', align: 'right' as const },
    ]
    return new Table(columns, rows)
  }

  /** What was found where something did not hold: one line each. */
  get findings(): readonly string[] {
    const all = [...this.rungs, ...this.safety].filter((one) => !one.held)
    const lines = all.map(({ guarantee, sentence }) => `${guarantee}: ${sentence}`)
    return this.notJudged === undefined ? lines : [...lines, this.notJudged]
  }

  toString(): string {
    return [this.sentence, this.table.toText(), ...this.#findingsText()].join('\n\n')
  }

  [displaySymbol](): DisplayBundle {
    const { rungs, safety, strongest, strongestAll, notJudged } = this
    const data = (verdicts: readonly CheckVerdict[]) =>
      verdicts.map((one) =>
        verdictData({
          ...plain(one),
          proof: undefined,
          rows: [],
          evidence: undefined,
          run: undefined,
        }),
      )
    return {
      'text/plain': this.toString(),
      'text/html': this.#html(),
      [LADDER_MIME_TYPE]: {
        strongest: strongest ?? null,
        strongestAll,
        rungs: data(rungs),
        safety: data(safety),
        ...(notJudged === undefined ? {} : { notJudged }),
      },
    }
  }

  #findingsText(): string[] {
    return this.findings.length === 0 ? [] : [this.findings.join('\n')]
  }

  #html(): string {
    const items = this.findings.map((line) => `<li>${escapeHtml(line)}</li>`)
    const list = items.length === 0 ? [] : ['<ul>', ...items, '</ul>']
    const sentence = `<p><strong>${escapeHtml(this.sentence)}</strong></p>`
    return [sentence, this.table.toHtml(), ...list].join('\n')
  }
}

/** The fields that a verdict has without looking for its proof. */
const plain = ({ guarantee, standing, sentence, operations, vacuous, stopped }: CheckVerdict) => ({
  guarantee,
  standing,
  sentence,
  operations,
  vacuous,
  stopped,
})
