/**
 * Names that JavaScript itself gives to a cell. A cell's free name that is not here is taken from the shared scope.
 * Names of the host (`process`, `fetch`, `document`) are left out on purpose: a cell has none of them.
 */
export const builtIns: ReadonlySet<string> = new Set(
  `
  undefined NaN Infinity globalThis eval parseInt parseFloat isNaN isFinite
  decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape
  Object Function Boolean Symbol Number BigInt Math Date String RegExp
  Array Map Set WeakMap WeakSet WeakRef FinalizationRegistry Iterator
  ArrayBuffer SharedArrayBuffer Atomics DataView
  Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array
  BigInt64Array BigUint64Array Float32Array Float64Array
  Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError
  Promise Proxy Reflect JSON Intl
  console setTimeout clearTimeout setInterval clearInterval queueMicrotask structuredClone
  TextEncoder TextDecoder
  `
    .trim()
    .split(/\s+/),
)
