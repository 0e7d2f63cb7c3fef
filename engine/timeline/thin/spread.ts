/** 0 to `count` - 1, each once, so that any beginning of the list is spread evenly over all. */
export function* spread(count: number): Generator<number> {
  let stride = Math.max(1, Math.round(count * 0.618))
  while (greatestDivisor(stride, count) > 1) stride++
  for (let nth = 0; nth < count; nth++) yield (nth * stride) % count
}

function greatestDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestDivisor(other, one % other)
}
