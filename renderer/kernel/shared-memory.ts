import type { Problem } from '../../engine/index.ts'

/** Whether a cell that computes can be told to stop: browsers let pages share memory with it at localhost and through HTTPS only. */
export const sharesMemory = (): boolean => globalThis.crossOriginIsolated === true

/** What does not work where memory is not shared. */
export const unsharedMemory: Problem = {
  code: 'page/unshared-memory',
  message:
    'At this address the browser shares no memory with cells, so one that computes without end can be stopped only together with its kernel, and the variables are lost: to keep them, use localhost, on the machine itself or through a tunnel to it.',
}
