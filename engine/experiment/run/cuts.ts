import type { FaultAction } from '../resolved.ts'

/** The kinds of faults under which messages are dropped because of where they come from and go. */
const CUTS: readonly FaultAction['kind'][] = [
  'partition',
  'isolate',
  'cut-one-way',
  'bridge',
  'majorities-ring',
]

export const isCut = ({ kind }: FaultAction): boolean => CUTS.includes(kind)
