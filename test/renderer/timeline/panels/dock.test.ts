import { describe, expect, it } from 'vitest'
import {
  CLOSED_DOCK_VIEW,
  DEFAULT_DOCK_VIEW,
  placesBeside,
  readDockView,
  rearranged,
  toggledPanel,
} from '../../../../renderer/timeline/panels/dock/dock-view.ts'

describe('What a dock shows', () => {
  it('is kept as plain data, and read back as it was', () => {
    const view = { ...DEFAULT_DOCK_VIEW, tab: 'verdicts', charts: ['lag'] } as const
    expect(readDockView(JSON.parse(JSON.stringify(view)))).toEqual(view)
  })

  it('is the usual where what was kept makes no sense', () => {
    expect(readDockView(undefined)).toEqual(DEFAULT_DOCK_VIEW)
    expect(readDockView({ tab: 'gone', beside: ['gone', 'cluster'], charts: 3 })).toEqual({
      ...DEFAULT_DOCK_VIEW,
      beside: ['cluster'],
    })
  })

  it('keeps in sight what was seen when it is arranged otherwise', () => {
    const tabs = { ...DEFAULT_DOCK_VIEW, tab: 'verdicts' } as const
    const beside = rearranged(tabs)
    expect(beside).toMatchObject({
      arrangement: 'beside',
      beside: ['state', 'cluster', 'verdicts'],
    })
    expect(rearranged({ ...beside, beside: ['cluster'] }).tab).toBe('cluster')
  })

  it('may show nothing, and stays so', () => {
    expect(readDockView(JSON.parse(JSON.stringify(CLOSED_DOCK_VIEW)))).toEqual(CLOSED_DOCK_VIEW)
    expect(rearranged({ ...CLOSED_DOCK_VIEW, arrangement: 'beside', beside: [] }).tab).toBeNull()
  })

  it('shows and hides panels in the order of all', () => {
    const all = toggledPanel(DEFAULT_DOCK_VIEW, 'charts')
    expect(all.beside).toEqual(['state', 'cluster', 'charts'])
    expect(toggledPanel(all, 'cluster').beside).toEqual(['state', 'charts'])
  })

  it('leaves no gap: two in a row, charts below at full width, one left over as wide', () => {
    expect(placesBeside(['state', 'cluster', 'charts', 'operations'])).toEqual([
      { panel: 'state', isWide: false },
      { panel: 'cluster', isWide: false },
      { panel: 'operations', isWide: true },
      { panel: 'charts', isWide: true },
    ])
  })
})
