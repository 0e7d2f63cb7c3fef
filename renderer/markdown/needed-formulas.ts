import { shallowRef } from 'vue'
import { untilLoaded } from '../app/until-loaded.ts'

/** Whether formulas are drawn; until then they stand as they are written. */
export const areFormulasDrawn = shallowRef(false)

let loading: Promise<unknown> | undefined

/** Loads what draws formulas, which is large: for the first text that has one. */
export async function needFormulas(): Promise<void> {
  loading ??= untilLoaded(() => import('./formulas.ts'))
  await loading
  areFormulasDrawn.value = true
}
