import { eventText, formatMoment, type Timeline, tracedOf } from '../../../engine/timeline/index.ts'
import { momentAt } from './stepping.ts'

/** Events that are told of a moment in one sentence. */
const MOST_SPOKEN = 3

/** What happens at a moment, in words: `1.203 s: n2 becomes leader of term 2; and 4 more.` */
export function momentWords(timeline: Timeline, time: number): string {
  const { events, more } = momentAt(timeline, time)
  const traced = tracedOf(timeline.run)
  const told = events.slice(0, MOST_SPOKEN).map((event) => {
    const who = event.node < 0 ? '' : `${traced.names.endpoint(event.node)} `
    return who + eventText(traced, event)
  })
  const left = more + events.length - told.length
  if (told.length === 0) return `${formatMoment(time)}: nothing happens.`
  return `${formatMoment(time)}: ${told.join('; ')}${left > 0 ? `; and ${left} more` : ''}.`
}
