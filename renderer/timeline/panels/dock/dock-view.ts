import { CHARTS, type ChartName } from '../charts/chart-data.ts'

export const PANELS = ['state', 'cluster', 'charts', 'operations', 'verdicts'] as const
export type PanelName = (typeof PANELS)[number]

/** Which panels a person sees, and how: plain data, to be kept with whatever else is remembered of a page. */
export interface DockView {
  readonly arrangement: 'tabs' | 'beside'
  /** The panel that is shown as a tab; null where none is. */
  readonly tab: PanelName | null
  /** Those that are shown beside each other. */
  readonly beside: readonly PanelName[]
  readonly charts: readonly ChartName[]
}

/** Where nothing else was chosen. */
export const DEFAULT_DOCK_VIEW: DockView = {
  arrangement: 'tabs',
  tab: 'state',
  beside: ['state', 'cluster'],
  charts: ['lag', 'latency', 'throughput', 'availability'],
}

/** No panel is open: where runs are many on a page. */
export const CLOSED_DOCK_VIEW: DockView = { ...DEFAULT_DOCK_VIEW, tab: null }

/** What was kept, as far as it makes sense. */
export function readDockView(kept: unknown): DockView {
  const { arrangement, tab, beside, charts } = Object(kept) as Record<string, unknown>
  return {
    arrangement: arrangement === 'beside' ? 'beside' : 'tabs',
    tab: tab === null ? null : (PANELS.find((name) => name === tab) ?? DEFAULT_DOCK_VIEW.tab),
    beside: Array.isArray(beside)
      ? PANELS.filter((name) => beside.includes(name))
      : DEFAULT_DOCK_VIEW.beside,
    charts: Array.isArray(charts)
      ? CHARTS.filter((name) => charts.includes(name))
      : DEFAULT_DOCK_VIEW.charts,
  }
}

/** Shows or hides one of several; in the order of all. */
export const toggledPanel = (view: DockView, panel: PanelName): DockView => ({
  ...view,
  beside: PANELS.filter((name) => (name === panel) !== view.beside.includes(name)),
})

/** The other arrangement; what was seen stays in sight. */
export function rearranged(view: DockView): DockView {
  if (view.arrangement === 'beside') {
    const isSeen = view.tab !== null && view.beside.includes(view.tab)
    return { ...view, arrangement: 'tabs', tab: isSeen ? view.tab : (view.beside[0] ?? null) }
  }
  const beside = PANELS.filter((name) => name === view.tab || view.beside.includes(name))
  return { ...view, arrangement: 'beside', beside }
}

/** They share the timeline's axis, and so its width. */
const WIDE: readonly PanelName[] = ['charts']

/** How panels stand beside each other: two in a row, wide ones last, and one that is left over as wide as two. */
export function placesBeside(
  panels: readonly PanelName[],
): readonly { readonly panel: PanelName; readonly isWide: boolean }[] {
  const narrow = panels.filter((panel) => !WIDE.includes(panel))
  const isLeftOver = (at: number) => narrow.length % 2 === 1 && at === narrow.length - 1
  return [
    ...narrow.map((panel, at) => ({ panel, isWide: isLeftOver(at) })),
    ...panels.filter((panel) => WIDE.includes(panel)).map((panel) => ({ panel, isWide: true })),
  ]
}
