import { MARK_STYLES, OPERATION_STYLES } from '../../../engine/timeline/draw/index.ts'
import type { MarkKind, Notable, NotableKind, Timeline } from '../../../engine/timeline/index.ts'

/** What can be jumped to, as it stands in the toolbar. */
export const JUMP_KINDS: readonly NotableKind[] = ['fault', 'election', 'conflict', 'violation']

/** What is notable, in a few words. */
export function jumpWords(timeline: Timeline, { kind, index }: Notable): string {
  const { faults, marks, operations, run } = timeline
  switch (kind) {
    case 'fault':
      return faults[index].label
    case 'violation':
      return `operation ${index}: ${OPERATION_STYLES[operations.ending[index]].name}`
    default: {
      const who = run.places[marks.node[index]]?.name ?? ''
      return `${who}: ${MARK_STYLES[marks.kind[index] as MarkKind].name}`
    }
  }
}
