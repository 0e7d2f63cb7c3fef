/**
 * The global names of ECMAScript that cells find. Left out on purpose: what tells of the machine or of garbage collection
 * (`SharedArrayBuffer`, `Atomics`, `WeakRef`, `FinalizationRegistry`), and what runs other code (`eval`, `WebAssembly`).
 */
const languageGlobals = new Set(
  `Object Function Array Number Boolean String Symbol BigInt Date Promise RegExp Math JSON Reflect Proxy Intl globalThis
  Infinity NaN undefined parseInt parseFloat isFinite isNaN decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape
  Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError SuppressedError
  ArrayBuffer DataView Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array
  Float16Array Float32Array Float64Array BigInt64Array BigUint64Array Map Set WeakMap WeakSet Iterator
  DisposableStack AsyncDisposableStack`.split(/\s+/),
)

/** Takes away every global that is not the language's own. Returns the names that could not be taken. */
export function removeForeignGlobals(realm: object): string[] {
  return Object.getOwnPropertyNames(realm).filter(
    (name) => !languageGlobals.has(name) && !Reflect.deleteProperty(realm, name),
  )
}

/** Gives cells a global of ours: not listed, as the language's own are not. */
export function installGlobal(realm: object, name: string, value: unknown): void {
  Object.defineProperty(realm, name, {
    configurable: true,
    enumerable: false,
    writable: true,
    value,
  })
}
