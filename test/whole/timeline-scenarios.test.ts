import type { Locator } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { chromiumPath } from '../tools/browser.ts'
import { useBrowserApp } from '../tools/browser-app.ts'
import { picture, rowsOf } from '../tools/timeline-page.ts'

/** The page is built first where its sources are newer. */
const patienceMillis = 300_000

/** Pixels across: a laptop's window, and half of one. */
const WIDE = 1280
const NARROW = 800
/** A run with all that belongs to it is seen at once. */
const TALL = 1500

interface Scenario {
  /** The cell of notebook 06 that shows it. */
  readonly cell: string
  /** What its table view says. */
  readonly table: readonly RegExp[]
  /** The jump that leads to the notable moment. */
  readonly jump: string
  /** The row that is picked out where the jump picks nothing. */
  readonly row?: RegExp
  /** What is said of the operation that is picked out. */
  readonly why?: RegExp
  /** What the state panel says at that moment. */
  readonly state: RegExp
}

const SCENARIOS: readonly Scenario[] = [
  {
    cell: 'failover',
    table: [
      /0\.330 s n1 crash/,
      /n3 becomes leader/,
      /n1 log truncated/,
      /n1 leader, cut off/,
      /n1 → n2 append-entries, kept back by a partition/,
      /c3 Write of k0, lost .*value 40/,
    ],
    jump: 'Next violation',
    why: /^Only n1 ever had k0 = 40 .*dropped by partition n1 \| n2 n3\. The new leader's log did not have it/,
    state: /n1 leader 1 cut off/,
  },
  {
    cell: 'split',
    table: [
      /0\.300 s n1 leader, cut off term 1, until 0\.6/,
      /0\.442\d+ s n3 leader term 2/,
      /n1 log truncated/,
      /Write of k0, lost .*value 40/,
    ],
    jump: 'Next violation',
    why: /^Only n1 ever had k0 = 40/,
    state: /n1 leader 1 cut off/,
  },
  {
    cell: 'conflict',
    table: [
      /n1 conflict/,
      /n3 conflict/,
      /Write of city, conflicting .*"Oslo"/,
      /Write of city, conflicting .*"Lima"/,
    ],
    jump: 'Next conflict',
    row: /Write of city, conflicting.*"Oslo"/,
    why: /^city = "Oslo" .* and city = "Lima" .* did not know of each other\. In the end all hold city = "Lima"/,
    state: /Value of city/,
  },
  {
    cell: 'hints',
    table: [
      /n1 hint stored/,
      /n1 hint delivered/,
      /n3 down/,
      /n1 → n3 replicate, never seen, since the receiver was down/,
    ],
    jump: 'Next fault',
    state: /≠ differs/,
  },
  {
    cell: 'stale',
    table: [/Read of x, stale .*found "old"/, /n1 → n3 replicate, delivered took 60\.0 ms/],
    jump: 'Next violation',
    why: /^n3 answered without x = "new" .*: the replicate from n1 that carried it was still on its way, and arrived at 0\.172100 s\.$/,
    state: /≠ differs/,
  },
]

const PANELS = ['State', 'Cluster', 'Charts', 'Operations', 'Verdicts'] as const

/* What five accidents look like, as they are opened from a file; pictures of each are left for those who look at them. */
describe.skipIf(chromiumPath === undefined)('five accidents in a browser', () => {
  const app = useBrowserApp()

  async function open(cell: string): Promise<Locator> {
    await app.page.setViewportSize({ width: WIDE, height: TALL })
    await app.page.goto(await app.serve())
    await app.page
      .getByRole('button', { name: /Reading a timeline/ })
      .first()
      .click()
    const shown = app.page.locator(`[data-cell="${cell}"]`)
    // Cells above it become as high as they are once they are near.
    await expect
      .poll(
        async () => {
          await shown.evaluate((cell) => cell.scrollIntoView({ block: 'center' }))
          await shown.boundingBox()
          return shown.locator('.timeline-panel').count()
        },
        { timeout: 60_000, interval: 300 },
      )
      .toBe(1)
    return shown
  }

  async function pickRow(timeline: Locator, row: RegExp): Promise<void> {
    await timeline.getByRole('button', { name: 'Table' }).click()
    const table = timeline.getByRole('region', { name: 'Timeline as a table' })
    await rowsOf(table, 'operations')
    await table.getByRole('row', { name: row }).click()
    await timeline.getByRole('button', { name: 'Table' }).click()
  }

  test.each(SCENARIOS)(
    '$cell: what happened is in the table, in the reasons and in the panels',
    async ({ cell: name, table: wanted, jump, row, why, state }) => {
      const cell = await open(name)
      const timeline = cell.locator('.timeline-panel')
      await picture(app.page, timeline, `timeline-${name}`)

      await timeline.getByRole('button', { name: 'Table' }).click()
      const table = timeline.getByRole('region', { name: 'Timeline as a table' })
      const listed = [
        await rowsOf(table, 'faults', 'states', 'marks', 'operations'),
        await rowsOf(table, 'messages'),
      ].join('\n')
      for (const words of wanted) expect(listed).toMatch(words)
      await timeline.getByRole('button', { name: 'Table' }).click()

      await timeline.getByRole('button', { name: jump }).click()
      if (row) await pickRow(timeline, row)
      const details = timeline.getByRole('region', { name: 'Picked out' })
      if (why) {
        await details.waitFor()
        expect(await details.locator('.summary').innerText()).toMatch(why)
      }
      const surface = timeline.getByRole('application')
      await surface.focus()
      for (let times = 0; times < 4; times++) await app.page.keyboard.press('+')
      await picture(app.page, timeline, `timeline-${name}-near`)

      await cell.getByRole('button', { name: 'Panels at the cursor' }).click()
      const dock = cell.getByRole('region', { name: 'Panels of the run' })
      await expect
        .poll(async () => (await dock.innerText()).replace(/\s+/g, ' '), { timeout: 60_000 })
        .toMatch(state)
      for (const panel of PANELS) {
        await cell.getByRole('tab', { name: panel }).click()
        const waits = dock.getByText(/^(Looking|Computing|Checking)/)
        await expect.poll(() => waits.count(), { timeout: 60_000 }).toBe(0)
        await picture(app.page, dock, `timeline-${name}-${panel.toLowerCase()}`)
      }

      await app.page.setViewportSize({ width: NARROW, height: TALL })
      await picture(app.page, timeline, `timeline-${name}-narrow`)
      await cell.getByRole('tab', { name: 'State' }).click()
      await picture(app.page, dock, `timeline-${name}-narrow-state`)
      const overflow = await cell.evaluate(({ scrollWidth, clientWidth }) => [
        scrollWidth,
        clientWidth,
      ])
      expect(overflow[0]).toBeLessThanOrEqual(overflow[1])
      expect(app.complaints).toEqual([])
    },
    patienceMillis,
  )
})
