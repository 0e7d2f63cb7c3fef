/** What runs notebooks, loaded when the first is opened: it holds a compiler. */
export { createSession } from '../../notebooks/session/index.ts'
export { loadWorkerProgram, startFrameKernel } from './frame-kernel.ts'
