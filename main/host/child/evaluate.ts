/**
 * Runs inside the realm of the cells: what evaluates code there. `compile` is the host's and gives back a function of the realm, or the
 * message of a syntax error; it may throw only at the end of the stack.
 *
 * A contextified global object is slow to read, each time through the host. So code is compiled as a function whose parameters are the
 * language's global names: they are local to it, and as fast as anywhere.
 */
export type Compile = (parameters: string, code: string, filename: string) => unknown

export default function createEvaluate(
  compile: Compile,
): (code: string, filename: string) => unknown {
  return (code, filename) => {
    const names = Object.getOwnPropertyNames(globalThis).filter(isParameter)
    const values = names.map((name) => Reflect.get(globalThis, name))
    const made = compileSafely(compile, names.join(), code, filename)
    if (typeof made !== 'function') throw new SyntaxError(String(made))
    return Reflect.apply(made, undefined, values)
  }
}

/** Strict code may not name a parameter `eval`, and the constants are fast as they are. */
const isParameter = (name: string) =>
  /^[A-Za-z]\w*$/.test(name) &&
  !['eval', 'undefined', 'NaN', 'Infinity', 'globalThis'].includes(name)

function compileSafely(compile: Compile, parameters: string, code: string, filename: string) {
  try {
    return compile(parameters, code, filename)
  } catch {
    throw new RangeError('Maximum call stack size exceeded')
  }
}
