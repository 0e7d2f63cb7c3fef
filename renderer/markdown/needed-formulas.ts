import { shallowRef } from 'vue'

/** Whether formulas are drawn. */
export const areFormulasDrawn = shallowRef(false)

/** Loads what draws formulas, which is large: for the first text that has one. */
export async function needFormulas(): Promise<void> {
  await import('./formulas.ts')
  areFormulasDrawn.value = true
}
