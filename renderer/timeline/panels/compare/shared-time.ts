import { shallowRef, watch } from 'vue'
import type { Timeline } from '../../../../engine/timeline/index.ts'
import { type Pinned, type TimelineLook, useTimelineView } from '../../look/timeline-look.ts'

/**
 * Looks at several runs that share time: window, cursor and brush are one for all; what is picked out is each run's own. An operation that another run has too, by the same
 * client on the same key, is picked out there as well.
 */
export function useSharedTime(timelines: readonly Timeline[], cursor: number): TimelineLook[] {
  const endMicros = Math.max(...timelines.map((timeline) => timeline.endMicros))
  const shared = useTimelineView(endMicros, { cursor })
  const looks = timelines.map(() => ({ ...shared, pinned: shallowRef<Pinned>() }))
  looks.forEach((look, at) => {
    watch(look.pinned, (pinned) => {
      for (const [other, its] of looks.entries()) {
        if (other === at) continue
        its.pinned.value = sameThing(timelines[at], timelines[other], pinned, its.pinned.value)
      }
    })
  })
  return looks
}

function sameThing(
  here: Timeline,
  there: Timeline,
  pinned: Pinned | undefined,
  before: Pinned | undefined,
): Pinned | undefined {
  if (pinned?.kind !== 'operation' || !isAlike(here, there, pinned.id)) return undefined
  return before?.kind === 'operation' && before.id === pinned.id ? before : pinned
}

/** Operations are numbered as they are called, and runs of one workload call the same ones. */
export function isAlike(
  { operations: here }: Timeline,
  { operations: there }: Timeline,
  id: number,
): boolean {
  return (
    id < there.length &&
    here.session[id] === there.session[id] &&
    here.action[id] === there.action[id] &&
    here.key[id] === there.key[id]
  )
}
