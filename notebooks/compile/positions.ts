import {
  GREATEST_LOWER_BOUND,
  LEAST_UPPER_BOUND,
  originalPositionFor,
  type SourceMapInput,
  TraceMap,
} from '@jridgewell/trace-mapping'
import type { DecodedMap, SourcePosition } from './compiled-cell.ts'

/** From a line and column of compiled code, both from 1, to the source. */
export type PositionFinder = (line: number, column: number) => SourcePosition | undefined

/** Prepares a cell's map for many questions. What the compiler put in stands for the source that follows it. */
export function createPositionFinder(map: DecodedMap): PositionFinder {
  const trace = new TraceMap(map as SourceMapInput)
  return (line, column) => {
    for (const bias of [LEAST_UPPER_BOUND, GREATEST_LOWER_BOUND] as const) {
      const found = originalPositionFor(trace, { line, column: column - 1, bias })
      if (found.line !== null) return { line: found.line, column: found.column + 1 }
    }
  }
}
