import { shallowRef } from 'vue'
import type { LiveEditor } from './monaco.ts'

/** The editor of the cell that is written in, once it is there. */
export const currentEditor = shallowRef<LiveEditor>()
