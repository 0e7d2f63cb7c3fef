/** The Node side of notebooks: kernels in child processes. */
export { startChildKernel } from './child-kernel.ts'
export { type ChildLimits, defaultChildLimits } from './limits.ts'
