import type { CarriedWrites } from '../../trace/carried.ts'
import type { EndpointId } from '../../trace/event.ts'
import type { HeldAtEnd, HeldVersion } from '../recorded-run.ts'
import type { ListCoder } from './list-coder.ts'

/** Contexts of what is held and carried: 700 to 799. */
const Context = {
  list: 700,
  replica: 701,
  key: 702,
  operation: 703,
  merged: 704,
  mergedList: 705,
  holder: 706,
  holders: 707,
  message: 708,
  carried: 709,
} as const

export const codeHeld = (coder: ListCoder, held: readonly HeldAtEnd[]): HeldAtEnd[] =>
  coder.list(Context.list, held, (one) => {
    const replica = coder.code(Context.replica, one?.replica ?? 0)
    let key = 0
    const versions = coder.list(Context.list, one?.versions ?? [], (version): HeldVersion => {
      key = coder.code(Context.key, version?.key ?? 0, key)
      const operation = coder.code(Context.operation, version?.operation ?? 0)
      const merged = coder.numbers(Context.mergedList, Context.merged, version?.merged ?? [])
      return { key, operation, merged }
    })
    return { replica, versions }
  })

/** Few lists stand for all keys: each is coded once, and then by its number. */
export function codeHolders(
  coder: ListCoder,
  holders: readonly (readonly EndpointId[])[],
): (readonly EndpointId[])[] {
  const numbers = new Map<string, number>()
  const lists: (readonly EndpointId[])[] = []
  const byKey = holders.map((nodes) => {
    const name = nodes.join(' ')
    const known = numbers.get(name) ?? lists.push(nodes) - 1
    numbers.set(name, known)
    return known
  })
  const read = coder.list(Context.list, lists, (nodes) =>
    coder.numbers(Context.list, Context.holder, nodes ?? []),
  )
  return coder.numbers(Context.list, Context.holders, byKey).map((number) => read[number] ?? [])
}

export function codeCarried(coder: ListCoder, carried: CarriedWrites): CarriedWrites {
  let before = 0
  const pairs = coder.list(Context.list, [...Array(carried.length).keys()], (at = 0) => {
    before = coder.code(Context.message, carried.message[at], before)
    return [before, coder.code(Context.carried, carried.operation[at])] as const
  })
  return {
    length: pairs.length,
    message: Int32Array.from(pairs, ([message]) => message),
    operation: Int32Array.from(pairs, ([, operation]) => operation),
  }
}
