import type { Json, Output } from '../../notebooks/document/index.ts'

/** The MIME type under which a run shows its recipe. */
const runMime = 'application/vnd.replilab.run+json'

/** The seed in the recipe of the last run that the outputs show; `null` when they show none. */
export function seedOf(outputs: readonly Output[]): string | null {
  return (
    outputs
      .map(seedOfOutput)
      .filter((seed) => seed !== null)
      .at(-1) ?? null
  )
}

function seedOfOutput(output: Output): string | null {
  if (output.output_type !== 'display_data' && output.output_type !== 'execute_result') return null
  const seed = field(field(output.data[runMime], 'recipe'), 'seed')
  return seed === undefined || seed === null ? null : String(seed)
}

const field = (value: Json, name: string): Json =>
  typeof value === 'object' && value !== null ? (value as Record<string, Json>)[name] : undefined
