import type { OperationId } from '../trace/event.ts'
import { formatNumber } from '../trace/format.ts'
import { Effect, type RegisterHistory, Source } from './register-history.ts'

/** `1 write`, `1 204 writes` */
export const counted = (count: number, noun: string): string =>
  `${formatNumber(count)} ${noun}${count === 1 ? '' : 's'}`

/** Why a history of so many operations is linearizable. */
export function momentsText(operations: number): string {
  if (operations === 0)
    return 'There is no operation that would need a moment at which it took effect.'
  const each = operations === 1 ? 'The one operation' : `Each of ${operations} operations`
  return `${each} can be given a moment at which it took effect.`
}

/** `a`, `a and b`, `a, b and c` */
export const listText = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`

/** `k1 = 5` */
export const versionText = ({ names, key }: RegisterHistory, write: OperationId): string =>
  `${names.key(key[write])} = ${names.value(write)}`

/** What a read found, as a value: `5`, `3 and 4`, `nothing`. */
export function foundValueText(history: RegisterHistory, read: OperationId): string {
  const { names, source } = history
  if (source[read] >= 0) return names.value(source[read])
  if (source[read] === Source.initial) return 'nothing'
  if (source[read] === Source.nowhere) return 'what nobody wrote'
  return listText(history.sources(read).map((one) => names.value(one)))
}

/** What a read found, with its key: `k1 = 5`, `nothing at k1`. */
function foundText(history: RegisterHistory, read: OperationId): string {
  const key = history.names.key(history.key[read])
  const isValue = history.source[read] !== Source.initial && history.source[read] !== Source.nowhere
  const value = foundValueText(history, read)
  return isValue ? `${key} = ${value}` : `${value} at ${key}`
}

/** `wrote k1 = 5 (operation 17)`, `read k1 = 5 (operation 18)`, `found nothing at k1 (operation 18)` */
export function deedText(history: RegisterHistory, id: OperationId): string {
  const number = history.names.number?.(id) ?? id
  if (history.effect[id] !== Effect.read)
    return `wrote ${versionText(history, id)} (operation ${number})`
  const verb = history.source[id] === Source.initial ? 'found' : 'read'
  return `${verb} ${foundText(history, id)} (operation ${number})`
}

/** Who did it. */
export const processText = ({ names, process }: RegisterHistory, id: OperationId): string =>
  names.process(process[id])

/** Operations one after another, told by who did them: `c1 wrote …, then read …; c2 read …`. */
export function storyText(history: RegisterHistory, ids: readonly OperationId[]): string {
  let text = ''
  ids.forEach((id, at) => {
    const goesOn = at > 0 && history.process[ids[at - 1]] === history.process[id]
    const before = at === 0 ? '' : goesOn ? ', then ' : '; '
    const who = goesOn ? '' : `${processText(history, id)} `
    text += `${before}${who}${deedText(history, id)}`
  })
  return text
}
