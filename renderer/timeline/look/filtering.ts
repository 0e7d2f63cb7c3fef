import type { Filter, Timeline } from '../../../engine/timeline/index.ts'

/** One of the things that can be shown or not. */
export interface Choice {
  readonly id: number
  readonly name: string
}

export const nodeChoices = ({ nodes }: Timeline): Choice[] =>
  nodes.map(({ endpoint, name }) => ({ id: endpoint, name }))

export const clientChoices = ({ clients }: Timeline): Choice[] =>
  clients.map(({ endpoint, name }) => ({ id: endpoint, name }))

/** Choices that a list offers one by one; more would keep the page from moving. */
export const MAXIMUM_CHOICES = 1_000

/** The first of a list, and how many others there are. */
export const listed = <Item>(items: readonly Item[]) => ({
  offered: items.slice(0, MAXIMUM_CHOICES),
  more: Math.max(0, items.length - MAXIMUM_CHOICES),
})

/** Kinds of messages that were sent. */
export function kindChoices({ run, messages }: Timeline): Choice[] {
  const isSent = new Uint8Array(256)
  for (const kind of messages.kind) isSent[kind] = 1
  return run.trace.messageNames
    .map((name, id) => ({ id, name }))
    .filter(({ id }) => isSent[id] === 1)
}

export const keyChoices = ({ run }: Timeline): Choice[] =>
  run.keys.map((name, id) => ({ id, name }))

/** Shows or hides one of all; where all are shown the filter holds nothing. */
export function toggled(
  chosen: ReadonlySet<number> | undefined,
  all: readonly number[],
  id: number,
): ReadonlySet<number> | undefined {
  const next = new Set(chosen ?? all)
  if (!next.delete(id)) next.add(id)
  return all.every((one) => next.has(one)) ? undefined : next
}

/** Shows or hides several at once. */
export function setAll(
  chosen: ReadonlySet<number> | undefined,
  all: readonly number[],
  some: readonly number[],
  isShown: boolean,
): ReadonlySet<number> | undefined {
  const next = new Set(chosen ?? all)
  for (const id of some) {
    if (isShown) next.add(id)
    else next.delete(id)
  }
  return all.every((one) => next.has(one)) ? undefined : next
}

/** How many of its parts leave something out. */
export const filterCount = ({ endpoints, key, messageKinds }: Filter): number =>
  [endpoints, key, messageKinds].filter((part) => part !== undefined).length
