import type { Page } from 'playwright-core'

/** What a timeline of a million events takes. */
export interface TimelineResults {
  readonly events: number
  /** From the beginning of the run's output until its timeline is drawn. */
  readonly firstPictureMillis: number
  /** Of frames while a wheel zooms and pans: the work of the page, 95th percentile. */
  readonly frame95Millis: number
  /** The longest task of the page until the picture stood, and while the wheel turned; 0 where none took 50 ms. */
  readonly longestTaskMillis: number
}

export const EVENTS = 1_000_000

/** A cell whose run has `EVENTS` events. */
export const millionEvents = `import { leaderless, simulate, workload } from 'replilab'
simulate({
  model: leaderless(),
  workload: workload.ycsb('A', { clients: 16, operations: 100_000, keys: 100 }),
  duration: '1000s',
  limits: { traceEvents: ${EVENTS} },
})`

interface Drawn {
  readonly millis: number
  readonly longestTaskMillis: number
}

interface Turned {
  readonly frameMillis: readonly number[]
  readonly longTasks: readonly number[]
}

/** Runs the cell that has the editor, and turns the wheel over what it shows. */
export async function measureTimeline(
  page: Page,
  quantile: (values: readonly number[], share: number) => number,
): Promise<TimelineResults> {
  await page.evaluate('void (probes.waiting = probes.drawn())')
  await page.keyboard.press('Control+Enter')
  const drawn = await page.evaluate<Drawn>('probes.waiting')
  await page.locator('.outputs canvas').first().scrollIntoViewIfNeeded()
  const turned = await page.evaluate<Turned>('probes.turnWheel()')
  return {
    events: EVENTS,
    firstPictureMillis: drawn.millis,
    frame95Millis: quantile(turned.frameMillis, 0.95),
    longestTaskMillis: Math.max(drawn.longestTaskMillis, ...turned.longTasks),
  }
}
