import { spanAt, type Timeline } from '../../../../engine/timeline/index.ts'
import { nodeSign } from '../parts/node-sign.ts'
import type { Cuts } from './cuts.ts'
import type { Flights } from './flights.ts'

/** The picture in words, for those who do not see it. */
export function clusterWords(
  timeline: Timeline,
  time: number,
  { sides }: Cuts,
  { flying, more }: Flights,
): string {
  const nodes = timeline.nodes.map((lane) => `${lane.name} ${nodeSign(spanAt(lane, time)!).words}`)
  const count = flying.length + more
  const messages = count === 1 ? '1 message on its way' : `${count} messages on their way`
  return `${[...nodes, messages, ...sideWords(timeline, sides)].join('; ')}.`
}

/** `n1 is cut off from n2, n3` */
function sideWords({ nodes }: Timeline, sides: ReadonlyMap<number, string>): string[] {
  if (sides.size === 0) return []
  const letters = [...new Set(sides.values())]
  const groups = letters.map((letter) =>
    nodes
      .filter(({ endpoint }) => sides.get(endpoint) === letter)
      .map(({ name }) => name)
      .join(' '),
  )
  return [`cut: ${groups.join(' | ')}`]
}
