import type { Component } from 'vue'
import { latePart } from '../../../app/late-part.ts'
import type { PanelName } from './dock-view.ts'

export interface PanelEntry {
  readonly title: string
  /** Loaded when it is first shown. */
  readonly component: Component
}

export const PANEL_ENTRIES: Readonly<Record<PanelName, PanelEntry>> = {
  state: {
    title: 'State',
    component: latePart(() => import('../inspector/StateInspector.vue')),
  },
  cluster: {
    title: 'Cluster',
    component: latePart(() => import('../cluster/ClusterPicture.vue')),
  },
  charts: {
    title: 'Charts',
    component: latePart(() => import('../charts/TimeCharts.vue')),
  },
  operations: {
    title: 'Operations',
    component: latePart(() => import('../operations/OperationsTable.vue')),
  },
  verdicts: {
    title: 'Verdicts',
    component: latePart(() => import('../verdicts/VerdictList.vue')),
  },
}
