/**
 * Makes the built-ins that the kernel itself stands on read-only, so that a cell that tampers with them gets a TypeError at once, where it
 * stands, in place of a kernel that behaves oddly later. To be called once, after the realm is set up.
 *
 * Prototypes whose methods people override by assignment in their own objects (`Object`, `Function`, the errors) keep writable
 * properties, as a read-only one would forbid the override too; the kernel does not rely on those.
 */
export function harden(realm: typeof globalThis): void {
  for (const name of staticOnly) lockProperties(read(realm, name))
  for (const name of lockedWhole) {
    const builtIn = read(realm, name)
    lockProperties(builtIn)
    lockProperties(read(builtIn, 'prototype'))
  }
  Object.preventExtensions(realm.Object.prototype)
  lockErrors(realm)
}

const staticOnly = ['Object', 'Math', 'JSON', 'Reflect', 'Function']
const lockedWhole = ['Array', 'String', 'Number', 'RegExp', 'Map', 'Set', 'Promise', 'Date']

const read = (object: object, name: string) => Reflect.get(object, name) as object

function lockProperties(object: object): void {
  for (const key of Reflect.ownKeys(object)) {
    const property = Object.getOwnPropertyDescriptor(object, key)
    if (!property?.configurable) continue
    Object.defineProperty(
      object,
      key,
      'value' in property ? { writable: false, configurable: false } : { configurable: false },
    )
  }
}

/** `Error.prepareStackTrace` would hand call sites of the host to cells: it is fixed to undefined, and so is the way to it. */
function lockErrors(realm: typeof globalThis): void {
  Object.defineProperty(realm.Error, 'prepareStackTrace', {
    value: undefined,
    writable: false,
    configurable: false,
  })
  Object.defineProperty(realm, 'Error', { writable: false, configurable: false })
}
