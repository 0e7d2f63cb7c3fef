/// <reference path="../../main/build/text-modules.d.ts" />
import startWorkerText from './worker/index.ts?bundled-text'

/** What the worker runs: the bundled text is the function that starts it. */
export const workerProgram = `(${startWorkerText})()`
