export { type CellContext, compileCell } from './compile-cell.ts'
export type {
  CellProblem,
  CompiledCell,
  DecodedMap,
  KernelHand,
  SourcePosition,
} from './compiled-cell.ts'
export {
  type CellNames,
  createGiverOf,
  dependentsOf,
  type GiverOf,
  spread,
  takersOf,
} from './dependents.ts'
export { createPositionFinder, type PositionFinder } from './positions.ts'
export { cellFileName, mapStack, readableMessage } from './stack.ts'
