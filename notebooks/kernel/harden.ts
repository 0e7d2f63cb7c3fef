/**
 * Keeps what a cell does to the built-ins from breaking the kernel: global names become read-only, nothing can be added to what every
 * object inherits, and the function returned puts the built-ins' properties back. The kernel calls it before work of its own.
 *
 * Put back rather than made read-only: V8 gives up its fast paths for iteration and arithmetic as soon as these properties are defined
 * anew, even as they were (spreading an array took 25 times as long).
 */
export function harden(realm: typeof globalThis): () => void {
  lockStackTraces(realm.Error)
  for (const key of ownKeys(realm)) lockProperty(realm, key)
  Object.preventExtensions(realm.Object.prototype)
  return keepProperties([
    ...whole.flatMap((name) => [read(realm, name), read(read(realm, name), 'prototype')]),
    ...staticOnly.map((name) => read(realm, name)),
    ...withoutName(),
  ])
}

const whole = [
  ...['Object', 'Function', 'Array', 'String', 'Number', 'RegExp', 'Map', 'Set', 'Promise', 'Date'],
  ...['Symbol', 'Boolean', 'BigInt', 'ArrayBuffer', 'DataView', 'WeakMap', 'WeakSet'],
  ...['Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array'],
  ...['Uint32Array', 'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array'],
  ...['Error', 'TypeError', 'RangeError', 'SyntaxError', 'ReferenceError'],
]
const staticOnly = ['Math', 'JSON', 'Reflect']

/** What every loop and every typed array stands on has no global name. */
function withoutName(): object[] {
  const iterators = [[], new Map(), new Set(), ''].map((list) => list[Symbol.iterator]())
  const matches = ''.matchAll(/x/g)
  const generators = [function* () {}, async function* () {}].map(Object.getPrototypeOf)
  const typedArray = Object.getPrototypeOf(Int8Array)
  return [
    ...[...iterators, matches].map(Object.getPrototypeOf),
    Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())),
    ...generators.flatMap((one) => [one, one.prototype]),
    Object.getPrototypeOf(async () => {}),
    ...[typedArray, typedArray.prototype],
  ]
}

const { defineProperty, getOwnPropertyDescriptor, ownKeys } = Reflect

const read = (object: object, name: string) => Reflect.get(object, name) as object

/** Node loses the value of a contextified global that is defined without it. */
function lockProperty(object: object, key: PropertyKey): void {
  const property = getOwnPropertyDescriptor(object, key)
  if (!property?.configurable) return
  const locked = { ...property, configurable: false }
  if ('value' in property) locked.writable = false
  defineProperty(object, key, locked)
}

/** `Error.prepareStackTrace` would hand call sites of the host to cells. */
function lockStackTraces(error: object): void {
  defineProperty(error, 'prepareStackTrace', {
    value: undefined,
    writable: false,
    configurable: false,
  })
}

interface Kept {
  readonly object: object
  readonly key: PropertyKey
  readonly property: PropertyDescriptor
}

function keepProperties(objects: readonly object[]): () => void {
  const kept: Kept[] = objects.flatMap((object) =>
    ownKeys(object).map((key) => ({
      object,
      key,
      property: Object.assign(Object.create(null), getOwnPropertyDescriptor(object, key)),
    })),
  )
  const count = kept.length
  // Counts by hand: when this runs, not even an array's iterator may be what it was.
  return () => {
    for (let index = 0; index < count; index += 1) putBack(kept[index])
  }
}

function putBack({ object, key, property }: Kept): void {
  const now = getOwnPropertyDescriptor(object, key)
  const same = now && now.value === property.value && now.get === property.get
  if (!same) defineProperty(object, key, property)
}
