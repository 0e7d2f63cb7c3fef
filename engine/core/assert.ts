/** Stops the run on a broken invariant: a bug of ours (or of a user's model), never bad input. */
export function assert(condition: unknown, sentence: string): asserts condition {
  if (!condition) throw new Error(`Invariant broken: ${sentence}`)
}
