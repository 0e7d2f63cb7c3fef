import { normalQuantile, pow } from './math.ts'

/**
 * The quantile function of Student's t distribution: the value below which a share `p` of it lies. Found by bisection of the distribution's tail, to the
 * last bits of a double. Source of the tail: Abramowitz and Stegun, "Handbook of Mathematical Functions" (1964), 26.7.1 and 26.5.
 * @param p above 0, below 1
 * @param degrees degrees of freedom, a whole number of 1 and more
 */
export function studentQuantile(p: number, degrees: number): number {
  if (p < 0.5) return -studentQuantile(1 - p, degrees)
  if (p === 0.5) return 0
  // Its tails are heavier than those of the normal distribution.
  let low = normalQuantile(p)
  let high = 2 * low + 1
  while (upperTail(high, degrees) > 1 - p) high *= 2
  for (;;) {
    const middle = low + (high - low) / 2
    if (middle <= low || middle >= high) return middle
    if (upperTail(middle, degrees) > 1 - p) low = middle
    else high = middle
  }
}

/** The share of the distribution above t, t > 0: half of I(x; n/2, 1/2) at x = n / (n + t²). */
function upperTail(t: number, degrees: number): number {
  const a = degrees / 2
  const x = degrees / (degrees + t * t)
  const y = (t * t) / (degrees + t * t)
  const factor = (pow(x, a) * Math.sqrt(y)) / betaOfHalf(degrees)
  const isFast = x < (a + 1) / (a + 2.5)
  const below = isFast ? factor / (a * fraction(x, a, 0.5)) : 1 - (2 * factor) / fraction(y, 0.5, a)
  return below / 2
}

/** B(n/2, 1/2), upwards from B(1/2, 1/2) = π or B(1, 1/2) = 2 by B(a + 1, b) = B(a, b) · a / (a + b). */
function betaOfHalf(degrees: number): number {
  const isOdd = degrees % 2 === 1
  let beta = isOdd ? Math.PI : 2
  for (let a = isOdd ? 0.5 : 1; a < degrees / 2; a++) beta *= a / (a + 0.5)
  return beta
}

/** The continued fraction of the incomplete beta function, from its far end. Source: NIST Digital Library of Mathematical Functions, 8.17.22. */
function fraction(x: number, a: number, b: number): number {
  let value = 1
  for (let m = 50 + Math.ceil(2 * Math.sqrt(a + b)); m >= 0; m--) {
    const even = ((m + 1) * (b - m - 1) * x) / ((a + 2 * m + 1) * (a + 2 * m + 2))
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    value = 1 + odd / (1 + even / value)
  }
  return value
}
