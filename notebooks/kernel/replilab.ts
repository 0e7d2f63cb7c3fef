import * as wholeEngine from '../../engine/index.ts'
import { expect } from './expect.ts'
import type { Inputs } from './input.ts'

// What watches the runs is the kernel's; cells get the rest.
const { observeRuns, ...engine } = wholeEngine

/** Has `observer` told how far each of the engine's runs has come, 0 to 1; what it throws ends the run. */
export const observeEngine = (observer: wholeEngine.RunObserver): void => observeRuns(observer)

/** The engine's version, as the kernel announces it. */
export const engineVersion: string = engine.ENGINE_VERSION

/** Options of `display`. */
export interface DisplayOptions {
  /** Names the display: a later `display` with the same id replaces what it showed. */
  readonly id?: string
  /** Replaces a display of that id that another cell made. */
  readonly update?: boolean
}

/** Shows a value below the cell, now: by its own display method, else as text. */
export type Display = (value: unknown, options?: DisplayOptions) => void

/** What a cell gets from `import … from 'replilab'`: the engine, and what belongs to the notebook. */
export type ReplilabModule = typeof engine & {
  readonly expect: typeof expect
  readonly display: Display
  readonly input: Inputs
}

export const createReplilabModule = (display: Display, input: Inputs): ReplilabModule =>
  Object.freeze({ ...engine, expect, display, input })
