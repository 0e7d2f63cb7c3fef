import { shallowRef } from 'vue'
import { DEFAULT_DOCK_VIEW, type DockView } from './dock-view.ts'

/** The panels that were chosen last: the next run that is opened in this page begins with them. */
export const rememberedView = shallowRef<DockView>(DEFAULT_DOCK_VIEW)
