import { type Component, defineAsyncComponent } from 'vue'
import type { PanelName } from './dock-view.ts'

export interface PanelEntry {
  readonly title: string
  /** Loaded when it is first shown. */
  readonly component: Component
}

export const PANEL_ENTRIES: Readonly<Record<PanelName, PanelEntry>> = {
  state: {
    title: 'State',
    component: defineAsyncComponent(() => import('../inspector/StateInspector.vue')),
  },
  cluster: {
    title: 'Cluster',
    component: defineAsyncComponent(() => import('../cluster/ClusterPicture.vue')),
  },
  charts: {
    title: 'Charts',
    component: defineAsyncComponent(() => import('../charts/TimeCharts.vue')),
  },
  operations: {
    title: 'Operations',
    component: defineAsyncComponent(() => import('../operations/OperationsTable.vue')),
  },
  verdicts: {
    title: 'Verdicts',
    component: defineAsyncComponent(() => import('../verdicts/VerdictList.vue')),
  },
}
