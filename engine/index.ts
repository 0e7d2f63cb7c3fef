/** The public surface of the engine: what a cell imports as `replilab`, named one by one. */
export { fail, ok, type Problem, type Result } from './core/result.ts'
