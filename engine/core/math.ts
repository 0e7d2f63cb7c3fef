/**
 * Elementary functions from additions, multiplications and divisions alone, which IEEE 754 rounds the same everywhere: JavaScript
 * leaves the last bits of `Math.log`, `Math.exp` and `Math.pow` to each engine, and one bit is enough to change a run.
 * Errors are within two units in the last place over the ranges used here (see the tests).
 */

const bits = new Float64Array(1)
const words = new Uint32Array(bits.buffer)
bits[0] = 1
const HIGH = words[1] === 0x3ff00000 ? 1 : 0

const LN2_HIGH = 0.6931471803691238
const LN2_LOW = 1.9082149292705877e-10
const LOG2_E = Math.LOG2E
const SQRT2 = Math.SQRT2

/** The powers of two that are normal numbers, from 2^LEAST_POWER to 2^1023: made by exact doubling. */
const LEAST_POWER = -1022
const POWERS_OF_TWO = new Float64Array(1023 - LEAST_POWER + 1)
POWERS_OF_TWO[0] = 2.2250738585072014e-308
for (let at = 1; at < POWERS_OF_TWO.length; at++) POWERS_OF_TWO[at] = POWERS_OF_TWO[at - 1] * 2

/** Natural logarithm; NaN below zero, -Infinity at zero. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN
  if (x === Number.POSITIVE_INFINITY) return x
  let exponent = 0
  if (x < 2.2250738585072014e-308) {
    x *= 18_014_398_509_481_984
    exponent = -54
  }
  bits[0] = x
  exponent += ((words[HIGH] >>> 20) & 0x7ff) - 1023
  words[HIGH] = (words[HIGH] & 0xfffff) | 0x3ff00000
  let mantissa = bits[0]
  if (mantissa > SQRT2) {
    mantissa *= 0.5
    exponent += 1
  }
  return exponent * LN2_HIGH + (logNearOne(mantissa) + exponent * LN2_LOW)
}

/** log(m) = 2 artanh((m - 1) / (m + 1)) by its series; m within [1/√2, √2] leaves eleven terms above the last bit. */
function logNearOne(mantissa: number): number {
  const fraction = mantissa - 1
  const s = fraction / (2 + fraction)
  const z = s * s
  const tail =
    z *
    (1 / 3 +
      z *
        (1 / 5 +
          z *
            (1 / 7 +
              z *
                (1 / 9 +
                  z *
                    (1 / 11 +
                      z * (1 / 13 + z * (1 / 15 + z * (1 / 17 + z * (1 / 19 + z / 21)))))))))
  return 2 * s + 2 * s * tail
}

/** e to the power x; 0 below -745, Infinity above 709.78. */
export function exp(x: number): number {
  if (Number.isNaN(x)) return x
  if (x > 709.782712893384) return Number.POSITIVE_INFINITY
  if (x < -745.1332191019412) return 0
  const power = Math.round(x * LOG2_E)
  return scale(expNearZero(x - power * LN2_HIGH - power * LN2_LOW), power)
}

/**
 * Taylor's series of e to the power x for |x| up to ln 2 / 2, where the fourteenth term is below the last bit. Summed in pairs (Estrin), so that a processor need
 * not wait for each term before it begins the next.
 */
function expNearZero(x: number): number {
  const x2 = x * x
  const x4 = x2 * x2
  const terms2to5 = 1 / 2 + x * (1 / 6) + x2 * (1 / 24 + x * (1 / 120))
  const terms6to9 = 1 / 720 + x * (1 / 5_040) + x2 * (1 / 40_320 + x * (1 / 362_880))
  const terms10to13 =
    1 / 3_628_800 + x * (1 / 39_916_800) + x2 * (1 / 479_001_600 + x * (1 / 6_227_020_800))
  return 1 + (x + x2 * (terms2to5 + x4 * (terms6to9 + x4 * terms10to13)))
}

/** value · 2^power, in two steps where one would leave the range of normal numbers. */
function scale(value: number, power: number): number {
  if (power < LEAST_POWER) {
    return value * POWERS_OF_TWO[0] * POWERS_OF_TWO[power - 2 * LEAST_POWER]
  }
  if (power > 1023)
    return value * POWERS_OF_TWO[1023 - LEAST_POWER] * POWERS_OF_TWO[power - 1023 - LEAST_POWER]
  return value * POWERS_OF_TWO[power - LEAST_POWER]
}

/** base to the power exponent, for a base that is not negative. */
export function pow(base: number, exponent: number): number {
  if (exponent === 0 || base === 1) return 1
  if (base === 0) return exponent > 0 ? 0 : Number.POSITIVE_INFINITY
  return exp(exponent * log(base))
}

/**
 * The quantile function of the standard normal distribution: the z below which a share `p` of it lies.
 * Source: Wichura, "Algorithm AS 241", Applied Statistics 37 (1988), PPND16: relative error about 1e-16.
 */
export function normalQuantile(p: number): number {
  const q = p - 0.5
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q
    return (q * polynomial(CENTRE_ABOVE, r)) / polynomial(CENTRE_BELOW, r)
  }
  const r = Math.sqrt(-log(q < 0 ? p : 1 - p))
  const z =
    r <= 5
      ? polynomial(MIDDLE_ABOVE, r - 1.6) / polynomial(MIDDLE_BELOW, r - 1.6)
      : polynomial(TAIL_ABOVE, r - 5) / polynomial(TAIL_BELOW, r - 5)
  return q < 0 ? -z : z
}

/** Natural logarithm of the share of the standard normal distribution above z, exact to about 1e-12 of its value also where the share itself is too small for a number. */
export function normalLogTail(z: number): number {
  if (z < 0) return log(1 - exp(normalLogTail(-z)))
  const logDensity = -0.5 * z * z - LOG_SQRT_TWO_PI
  if (z >= SERIES_END) return logDensity - log(continuedFraction(z))
  return log(0.5 - exp(logDensity) * oddSeries(z))
}

const LOG_SQRT_TWO_PI = 0.9189385332046728
/** Where the continued fraction takes over, which converges the faster the larger z. */
const SERIES_END = 2.5
const FRACTION_TERMS = 120

/** z + z³/3 + z⁵/(3·5) + …: the share between 0 and z, over the density at z. Source: Abramowitz and Stegun, 26.2.11. */
function oddSeries(z: number): number {
  let term = z
  let sum = z
  for (let odd = 3; term > sum * 1e-17; odd += 2) {
    term *= (z * z) / odd
    sum += term
  }
  return sum
}

/** z + 1/(z + 2/(z + 3/(z + …))): the density at z over the share above it. Source: Abramowitz and Stegun, 26.2.14. */
function continuedFraction(z: number): number {
  let value = z
  for (let term = FRACTION_TERMS; term > 0; term--) value = z + term / value
  return value
}

/** Of degree seven, summed in pairs as above. */
function polynomial(coefficients: readonly number[], x: number): number {
  const x2 = x * x
  const terms0to3 =
    coefficients[0] + coefficients[1] * x + x2 * (coefficients[2] + coefficients[3] * x)
  const terms4to7 =
    coefficients[4] + coefficients[5] * x + x2 * (coefficients[6] + coefficients[7] * x)
  return terms0to3 + x2 * x2 * terms4to7
}

const CENTRE_ABOVE = [
  3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987,
  67265.7709270087, 33430.57558358813, 2509.0809287301227,
]
const CENTRE_BELOW = [
  1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
  28729.085735721943, 5226.495278852854,
]
const MIDDLE_ABOVE = [
  1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
  0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
]
const MIDDLE_BELOW = [
  1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008,
  0.015198666563616457, 0.0005475938084995345, 1.0507500716444169e-9,
]
const TAIL_ABOVE = [
  6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487,
  0.026532189526576124, 0.0012426609473880784, 0.000027115555687434876, 2.0103343992922881e-7,
]
const TAIL_BELOW = [
  1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133,
  0.000018463183175100548, 1.421511758316446e-7, 2.0442631033899397e-15,
]
