/** The notebook's shared names: `$` in compiled code. No prototype, so that nothing is there that no cell put there. */
export type Scope = Record<string, unknown>

export const createScope = (): Scope => Object.create(null)

/** Makes `name` unreadable until the cell that declares it first writes it. */
export function declare(scope: Scope, name: string): void {
  defineTrap(scope, name, {
    read: () => new ReferenceError(`Cannot access '${name}' before initialization`),
    write: (value) => defineData(scope, name, value),
  })
}

/** Makes reads and writes of `name` fail as those of a name that nobody declared, unless somebody did. */
export function requireName(scope: Scope, name: string): void {
  if (!Object.hasOwn(scope, name)) forget(scope, name)
}

/** Takes `name` away: functions that still use it see a name that nobody declared. */
export function forget(scope: Scope, name: string): void {
  defineTrap(scope, name, {
    read: () => new ReferenceError(`${name} is not defined`),
    write: () => {
      throw new ReferenceError(`${name} is not defined`)
    },
  })
}

interface Trap {
  read(): Error
  write(value: unknown): void
}

function defineTrap(scope: Scope, name: string, trap: Trap): void {
  Object.defineProperty(scope, name, {
    configurable: true,
    enumerable: true,
    get() {
      throw trap.read()
    },
    set: trap.write,
  })
}

function defineData(scope: Scope, name: string, value: unknown): void {
  Object.defineProperty(scope, name, {
    configurable: true,
    enumerable: true,
    writable: true,
    value,
  })
}
