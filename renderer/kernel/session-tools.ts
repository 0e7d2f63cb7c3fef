import { compileCell } from '../../notebooks/compile/index.ts'

/** What runs notebooks, loaded when the first is opened: it holds a compiler. */
export { createSession } from '../../notebooks/session/index.ts'
export { loadWorkerProgram, startFrameKernel } from './frame-kernel.ts'

/** Compiles a cell of each common sort, so that the first one that is run finds a compiler that has been at work. */
export function warmCompiler(): void {
  compileCell("import { a } from 'replilab'\nconst b: number = a({ c: [1, 'd'] })\nb", {
    cell: '',
    known: new Set(),
  })
}
