import type { Problem } from '../../engine/index.ts'

/** A position in the source that was written: lines and columns count from 1, as editors show them. */
export interface SourcePosition {
  readonly line: number
  readonly column: number
}

/**
 * A cell ready to run: the text of one strict-mode JavaScript expression, `async ($, $k) => { … }`.
 *
 * `$` is the notebook's shared scope: every name that the cell shares or takes from other cells stands in the code as a property
 * of it, so that later changes are seen by earlier functions. `$k` is the kernel's hand (see `KernelHand`): loop guards, imports, the result.
 * The parameters have other names where the source holds these.
 *
 * What the code asks of `$`: reading a name that nobody defined throws; setting defines the names in `defines`, and throws for a name
 * that is neither there nor among them.
 */
export interface CompiledCell {
  readonly code: string
  /** Names that the cell declares at its top level, imports included, in source order. */
  readonly defines: readonly string[]
  /** Names that it takes from the shared scope, not its own: sorted, without repeats. JavaScript's built-ins are not among them. */
  readonly uses: readonly string[]
  /** From positions in `code` to the source, as a version 3 source map (decoded mappings). */
  readonly map: DecodedMap
}

export interface DecodedMap {
  readonly version: 3
  readonly sources: readonly (string | null)[]
  readonly names: readonly string[]
  readonly mappings: readonly (readonly (readonly number[])[])[]
}

/**
 * A cell that cannot be compiled: `compile/syntax`, `compile/import`, `compile/unsupported`, `compile/too-long`. The sentence begins with
 * the line.
 */
export interface CellProblem extends Problem {
  readonly position: SourcePosition
}

/** What compiled code may call on its second parameter. The kernel provides it. */
export interface KernelHand {
  /** Called once an iteration at the head of every loop body: throws when the run must stop. */
  guard(): void
  /** The exports of a module that the cell imports; only `replilab` exists. */
  module(specifier: string): Record<string, unknown>
  /** Takes the value of the last statement, when that is an expression. */
  result(value: unknown): void
}
