/** The panels that follow the cursor of a timeline. */

export type { ChartName } from './charts/chart-data.ts'
export { default as TimeCharts } from './charts/TimeCharts.vue'
export { default as ClusterPicture } from './cluster/ClusterPicture.vue'
export { default as RunStack } from './compare/RunStack.vue'
export {
  DEFAULT_DOCK_VIEW,
  type DockView,
  type PanelName,
  readDockView,
} from './dock/dock-view.ts'
export { default as PanelDock } from './dock/PanelDock.vue'
export { default as StateInspector } from './inspector/StateInspector.vue'
export { default as OperationsTable } from './operations/OperationsTable.vue'
export { directSource, judgeHere } from './source/direct-source.ts'
export { judgeInWorker, workerSource } from './source/panel-source.ts'
export type { Judging, PanelSource } from './source/questions.ts'
export { default as VerdictList } from './verdicts/VerdictList.vue'
