import { namesOfRecording, type RecordedRun, visibleText } from '../../../engine/timeline/index.ts'
import type { TimelineLookOptions } from '../../timeline/look/timeline-look.ts'
import type { RunsData } from './run-data.ts'

/** How a run is looked at first, as the output's options say; names that the run does not know leave all shown. */
export function lookOptions(
  run: RecordedRun,
  { window, nodes, key }: Pick<RunsData, 'window' | 'nodes' | 'key'>,
): TimelineLookOptions {
  const endpoints = nodes === undefined ? undefined : shownEndpoints(run, nodes)
  const number = key === undefined ? undefined : keyNamed(run, key)
  const firstFault = run.faults.find(({ at }) => at >= (window?.from ?? 0))?.at
  return {
    ...(window === undefined ? {} : { window }),
    cursor: Math.min(firstFault ?? window?.from ?? 0, window?.to ?? run.endMicros),
    filter: {
      ...(endpoints === undefined ? {} : { endpoints }),
      ...(number === undefined ? {} : { key: number }),
    },
  }
}

/** The nodes of these names, with all clients. */
function shownEndpoints({ places }: RecordedRun, names: readonly string[]) {
  const shown = places.flatMap(({ name, kind }, endpoint) =>
    kind === 'client' || names.includes(name) ? [endpoint] : [],
  )
  return new Set(shown)
}

function keyNamed(run: RecordedRun, name: string): number | undefined {
  const { key } = namesOfRecording(run)
  const { history } = run
  for (let id = 0; id < history.length; id++)
    if (key(history.key[id]) === visibleText(name)) return history.key[id]
  return undefined
}

/** The number that an operation of the run has in a recording, which may hold a part of the run; undefined where it is not in it. */
export function operationNumberIn(run: RecordedRun, operation: number): number | undefined {
  if (run.thinned === undefined) return operation < run.history.length ? operation : undefined
  const found = run.thinned.operationNumbers.indexOf(operation)
  return found < 0 ? undefined : found
}
