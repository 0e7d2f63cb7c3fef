/**
 * Starts `work` on every item, at most `workers` at a time, and hands the results to `take` in the order of the items, each as
 * soon as those before it are done.
 */
export async function inOrder<Item, Value>(
  items: readonly Item[],
  workers: number,
  work: (item: Item) => Promise<Value>,
  take: (value: Value) => void,
): Promise<void> {
  const results = new Map<number, Value>()
  let next = 0
  let taken = 0

  async function worker(): Promise<void> {
    while (next < items.length) {
      const index = next++
      results.set(index, await work(items[index]))
      for (; results.has(taken); taken += 1) take(results.get(taken)!)
    }
  }

  await Promise.all(Array.from({ length: Math.min(workers, items.length) }, worker))
}
