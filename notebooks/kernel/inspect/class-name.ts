/** The name of the nearest class that an object is made by; undefined for objects without a prototype. */
export function className(object: object): string | undefined {
  const prototypes = prototypeChain(object)
  for (const prototype of prototypes) {
    const maker = Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value
    const name = typeof maker === 'function' ? functionName(maker) : ''
    if (name !== '') return name
  }
  return undefined
}

/** A function's own name, when that is a text as it should be. */
export function functionName(named: object): string {
  const name = Object.getOwnPropertyDescriptor(named, 'name')?.value
  return typeof name === 'string' ? name : ''
}

/** Chains are short; the limit is for those that a Proxy makes endless. */
const longestChain = 20

function prototypeChain(object: object): object[] {
  const chain: object[] = []
  let prototype = Object.getPrototypeOf(object)
  while (prototype !== null && chain.length < longestChain) {
    chain.push(prototype)
    prototype = Object.getPrototypeOf(prototype)
  }
  return chain
}
