/** The panels that follow the cursor of a timeline. Each alone is loaded from its own folder when it is shown. */

export type { ChartName } from './charts/chart-data.ts'
export { default as RunStack } from './compare/RunStack.vue'
export {
  CLOSED_DOCK_VIEW,
  DEFAULT_DOCK_VIEW,
  type DockView,
  type PanelName,
  readDockView,
} from './dock/dock-view.ts'
export { default as PanelDock } from './dock/PanelDock.vue'
export { directSource, judgeHere } from './source/direct-source.ts'
export { judgeInWorker, workerSource } from './source/panel-source.ts'
export type { Judging, PanelSource } from './source/questions.ts'
