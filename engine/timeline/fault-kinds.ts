/** How many faults there are of each kind, the most frequent first: `143 crash, 12 pause`. */
export function faultKinds(faults: Iterable<{ readonly kind: string }>): string {
  const counts = new Map<string, number>()
  for (const { kind } of faults) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return [...counts]
    .sort(([, one], [, other]) => other - one)
    .map(([kind, count]) => `${count} ${kind || 'other'}`)
    .join(', ')
}
