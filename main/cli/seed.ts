import type { CodeCell, Json, Output } from '../../notebooks/document/index.ts'

/** The MIME type under which a run shows its recipe. */
const runMime = 'application/vnd.replilab.run+json'

export interface ShownSeed {
  readonly seed: string
  /** Execution count of the cell that shows it. */
  readonly cell: number | null
}

/** The seed of the last run that the cell shows; `null` when it shows none. */
export function shownSeed({ outputs, execution_count }: CodeCell): ShownSeed | null {
  const seed = outputs
    .map(seedOfOutput)
    .filter((found) => found !== null)
    .at(-1)
  return seed === undefined ? null : { seed, cell: execution_count }
}

function seedOfOutput(output: Output): string | null {
  if (output.output_type !== 'display_data' && output.output_type !== 'execute_result') return null
  const seed = field(output.data[runMime], 'seed')
  return seed === undefined || seed === null ? null : String(seed)
}

const field = (value: Json, name: string): Json =>
  typeof value === 'object' && value !== null ? (value as Record<string, Json>)[name] : undefined
