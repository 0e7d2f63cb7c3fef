import type { CDPSession, Locator, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { chromiumPath } from '../tools/browser.ts'
import { useBrowserApp } from '../tools/browser-app.ts'

/** The page is built first where its sources are newer. */
const patienceMillis = 300_000

/** Of the page, whose types tests do not have. */
interface PageGlobals {
  readonly document: { readonly activeElement: FocusedElement | null }
  getComputedStyle(element: FocusedElement, part?: string): Record<string, string>
}

interface FocusedElement {
  readonly tagName: string
  readonly textContent: string | null
  getAttribute(name: string): string | null
  closest(selector: string): FocusedElement | null
}

/** What has the keyboard: its role and name, where it is, and whether that is seen. */
interface Stop {
  readonly name: string
  readonly place: 'timeline' | 'panels' | 'elsewhere'
  readonly isSeen: boolean
}

const readStop = (page: Page): Promise<Stop> =>
  page.evaluate(() => {
    const { document, getComputedStyle } = globalThis as unknown as PageGlobals
    const element = document.activeElement!
    const name = element.getAttribute('aria-label') ?? element.textContent ?? ''
    const role = element.getAttribute('role') ?? element.tagName.toLowerCase()
    const hasOutline = ({ outlineStyle, outlineWidth }: Record<string, string>) =>
      outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
    const frame = getComputedStyle(element, '::after')
    const place = element.closest('.dock')
      ? 'panels'
      : element.closest('.timeline-panel')
        ? 'timeline'
        : 'elsewhere'
    return {
      name: `${role} ${name.trim().replace(/\s+/g, ' ').slice(0, 40)}`,
      place,
      isSeen:
        hasOutline(getComputedStyle(element)) ||
        (frame.content !== 'none' && Number.parseFloat(frame.borderTopWidth) >= 2),
    } as const
  })

/* What keys and fingers do with a timeline and its panels, in Debian's Chromium; skipped where that is not installed. */
describe.skipIf(chromiumPath === undefined)('hands on a timeline', () => {
  const app = useBrowserApp()

  async function open(page: Page): Promise<Locator> {
    await page.setViewportSize({ width: 1280, height: 1200 })
    await page.goto(await app.serve())
    await page
      .getByRole('button', { name: /Reading a timeline/ })
      .first()
      .click()
    const cell = page.locator('[data-cell="failover"]')
    await cell.evaluate((element) => element.scrollIntoView())
    await cell.locator('.timeline-panel').waitFor()
    return cell
  }

  /** Goes on by the Tab key until it leaves a place. */
  async function walk(page: Page, place: Stop['place']): Promise<Stop[]> {
    const stops: Stop[] = []
    for (let presses = 0; presses < 80; presses++) {
      const stop = await readStop(page)
      if (stop.place !== place) return stops
      stops.push(stop)
      await page.keyboard.press('Tab')
    }
    throw new Error(`the keyboard does not get out of the ${place}`)
  }

  test(
    'the keyboard alone reaches timeline, map, jumps, filters, table and every panel',
    async () => {
      const { page } = app
      const cell = await open(page)
      const timeline = cell.locator('.timeline-panel')
      const key = (...names: readonly string[]) =>
        names.reduce(
          (before, name) => before.then(() => page.keyboard.press(name)),
          Promise.resolve(),
        )
      const cursor = timeline.locator('output[aria-label="Cursor"]')
      const details = timeline.getByRole('region', { name: 'Picked out' })
      const surface = timeline.getByRole('application')
      const map = timeline.getByRole('slider', { name: 'Part of the run that is shown' })

      // Every stop is seen, and none holds the keyboard.
      await timeline.getByRole('button', { name: 'Event before' }).focus()
      await key('ArrowRight', 'Home')
      const stops = await walk(page, 'timeline')
      expect(stops.filter(({ isSeen }) => !isSeen)).toEqual([])
      const names = stops.map(({ name }) => name)
      expect(names[0]).toBe('button Event before')
      expect(names[1]).toMatch(/^application Timeline of single-leader/)
      expect(names.slice(2)).toEqual(['slider Part of the run that is shown'])
      expect((await readStop(page)).name).toBe('button Panels at the cursor')

      // The toolbar is one stop, and arrows go along it.
      await timeline.getByRole('button', { name: 'Event before' }).focus()
      const tools: Stop[] = []
      do {
        await key('ArrowRight')
        tools.push(await readStop(page))
      } while (tools.length < 40 && tools.at(-1)?.name !== 'button Event before')
      expect(tools.filter(({ isSeen }) => !isSeen)).toEqual([])
      const tool = tools.map(({ name }) => name)
      for (const name of ['Next violation', 'Filter', 'Legend', 'Table'])
        expect(tool).toContain(`button ${name}`)

      // A jump that leads no further keeps the focus; Escape lets go from anywhere.
      const jump = timeline.getByRole('button', { name: 'Next violation' })
      await jump.focus()
      await key('Enter')
      await details.waitFor()
      expect((await readStop(page)).name).toBe('button Next violation')
      expect(await jump.getAttribute('aria-disabled')).toBe('true')
      await details.getByRole('button', { name: 'Let go' }).focus()
      await key('Escape')
      await details.waitFor({ state: 'detached' })
      expect((await readStop(page)).name).toMatch(/^application/)

      // Steps and jumps on the timeline itself, and its help.
      const before = await cursor.textContent()
      await key('.')
      expect(await cursor.textContent()).not.toBe(before)
      await key(',')
      expect(await cursor.textContent()).toBe(before)
      await key('h')
      const legend = page.locator('[aria-label="Legend of the timeline"]')
      await legend.getByText('jump to the notable moment before').waitFor()
      await key('Escape')
      await legend.waitFor({ state: 'hidden' })

      // The map moves what is shown.
      await surface.focus()
      await key('+', '+', '+')
      await map.focus()
      await key('Home')
      expect(await map.getAttribute('aria-valuetext')).toMatch(/^0\.000 s to /)
      await key('ArrowRight')
      expect(await map.getAttribute('aria-valuetext')).not.toMatch(/^0\.000 s to /)
      await key('End')
      expect(await map.getAttribute('aria-valuetext')).toMatch(/to 1\.300 s of 1\.300 s$/)
      await key('0')
      expect(await map.getAttribute('aria-valuetext')).toBe('0.000 s to 1.300 s of 1.300 s')

      // The filter.
      await timeline.getByRole('button', { name: 'Filter' }).focus()
      await key('Enter')
      const filter = page.locator('[aria-label="Filter of the timeline"]')
      await filter.getByRole('checkbox', { name: 'n2' }).focus()
      await key('Space', 'Escape')
      await filter.waitFor({ state: 'hidden' })
      expect((await readStop(page)).name).toBe('button Filter1')
      await key('Enter')
      await filter.getByRole('button', { name: 'Show all' }).focus()
      await key('Enter', 'Escape')

      // The table.
      await timeline.getByRole('button', { name: 'Table' }).focus()
      await key('Enter')
      const grid = timeline.getByRole('grid')
      await grid.focus()
      await timeline.getByRole('checkbox', { name: 'operations' }).waitFor()
      for (const kind of ['faults', 'states', 'marks', 'messages'])
        await timeline.getByRole('checkbox', { name: kind }).setChecked(false)
      await grid.focus()
      await key('Home', 'ArrowDown', 'Enter')
      await details.getByText(/^(Read|Write) of k\d/).waitFor()
      expect((await readStop(page)).name).toMatch(/^grid/)
      await key('Escape')
      await details.waitFor({ state: 'detached' })

      // The panels.
      await cell.getByRole('button', { name: 'Panels at the cursor' }).focus()
      await key('Enter')
      const dock = cell.getByRole('region', { name: 'Panels of the run' })
      await dock.getByRole('tab', { name: 'State' }).waitFor()
      await dock.getByRole('button', { name: 'n1' }).first().waitFor()
      await dock.getByRole('tab', { name: 'State' }).focus()
      for (const panel of ['State', 'Cluster', 'Charts', 'Operations', 'Verdicts']) {
        const tab = dock.getByRole('tab', { name: panel })
        expect(await tab.getAttribute('aria-selected')).toBe('true')
        await page.waitForTimeout(500)
        const inside = await walk(page, 'panels')
        expect(
          inside.filter(({ isSeen }) => !isSeen).map(({ name }) => `${panel}: ${name}`),
        ).toEqual([])
        await tab.focus()
        await key('ArrowRight')
      }

      // At the end all logs have entries. They are one stop, and arrows go on from there.
      await surface.focus()
      await key('End')
      await dock.getByRole('tab', { name: 'State' }).focus()
      await key('Enter')
      const entries = dock.getByRole('region', { name: 'Logs' }).getByRole('button')
      await entries.first().waitFor()
      const tabbable = await entries.evaluateAll(
        (all) => all.filter((entry) => entry.getAttribute('tabindex') === '0').length,
      )
      expect(tabbable).toBe(1)
      await dock.getByRole('region', { name: 'Logs' }).locator('button[tabindex="0"]').focus()
      const newest = (await readStop(page)).name
      await key('ArrowLeft')
      expect((await readStop(page)).name).not.toBe(newest)
      await key('Enter')
      await details.getByText(/^Write of k\d/).waitFor()
      expect(app.complaints).toEqual([])
    },
    patienceMillis,
  )

  test(
    'keys of cells do nothing in panels, and keys of panels nothing in cells',
    async () => {
      const { page } = app
      const cell = await open(page)
      const cells = () => page.locator('section[aria-label="code cell"]').count()
      const count = await cells()
      await cell.getByRole('button', { name: 'Panels at the cursor' }).click()
      const dock = cell.getByRole('region', { name: 'Panels of the run' })
      const tab = dock.getByRole('tab', { name: 'State' })
      await tab.focus()
      for (const name of ['a', 'b', 'd', 'd', 'x', '0', '0', 'm', 'y'])
        await page.keyboard.press(name)
      expect(await cells()).toBe(count)
      expect((await readStop(page)).place).toBe('panels')

      const cursor = cell.locator('.timeline-panel output[aria-label="Cursor"]')
      const before = await cursor.textContent()
      await page.locator('[data-cell="failover-lost"]').click()
      await page.keyboard.press('Escape')
      for (const name of ['.', ',', ']', '[', 'End']) await page.keyboard.press(name)
      expect(await cursor.textContent()).toBe(before)
      expect(app.complaints).toEqual([])
    },
    patienceMillis,
  )

  test(
    'how panels are arranged is remembered when the page is opened again',
    async () => {
      const { page } = app
      const cell = await open(page)
      await cell.getByRole('button', { name: 'Panels at the cursor' }).click()
      await cell.getByRole('tab', { name: 'Cluster' }).click()
      await cell.getByRole('button', { name: 'Side by side' }).click()
      await cell.getByRole('button', { name: 'Verdicts' }).click()
      await page.reload()
      const card = page.getByRole('button', { name: /Reading a timeline/ }).first()
      await cell.or(card).first().waitFor()
      if ((await cell.count()) === 0) await card.click()
      await cell.evaluate((element) => element.scrollIntoView())
      await cell.getByRole('button', { name: 'Panels at the cursor' }).click()
      const shown = cell.getByRole('group', { name: 'Panels that are shown' })
      await shown.waitFor()
      for (const [name, isShown] of [
        ['Cluster', true],
        ['Verdicts', true],
        ['Charts', false],
      ] as const) {
        const button = shown.getByRole('button', { name })
        expect(await button.getAttribute('aria-pressed')).toBe(String(isShown))
      }
      expect(app.complaints).toEqual([])
    },
    patienceMillis,
  )

  test(
    'fingers pinch, drag, scroll and pick',
    async () => {
      const context = await app.context.browser()!.newContext({ hasTouch: true })
      const page = await context.newPage()
      try {
        const cell = await open(page)
        const timeline = cell.locator('.timeline-panel')
        const map = timeline.getByRole('slider')
        const frame = timeline.locator('.frame')
        const fingers = await context.newCDPSession(page)
        const spanOf = async () => {
          const words = (await map.getAttribute('aria-valuetext'))!
          const [, from, to] = /^([\d.]+) s to ([\d.]+) s/.exec(words)!
          return { from: Number(from), to: Number(to) }
        }
        await timeline.evaluate((element) => element.scrollIntoView())
        const { x, y, width } = (await frame.boundingBox())!
        const middle = x + width / 2
        const row = y + 150

        // Two fingers part: four times as large, around what is between them.
        await drag(fingers, 10, (step) => [
          [middle - 40 - step * 12, row],
          [middle + 40 + step * 12, row],
        ])
        await expect.poll(async () => (await spanOf()).to).toBeLessThan(1)
        const pinched = await spanOf()
        expect(pinched.to - pinched.from).toBeCloseTo(1.3 / 4, 2)

        // One finger drags along time.
        await drag(fingers, 10, (step) => [[middle + step * 15, row]])
        const dragged = await spanOf()
        expect(dragged.from).toBeLessThan(pinched.from)
        expect(dragged.to - dragged.from).toBeCloseTo(pinched.to - pinched.from, 4)

        // Up and down it scrolls the page, as everywhere.
        await drag(fingers, 10, (step) => [[middle, row - step * 8]])
        await expect.poll(async () => (await frame.boundingBox())!.y).toBeLessThan(y - 20)
        expect(await spanOf()).toEqual(dragged)

        // A tap on a node's strip tells what it was.
        await timeline.getByRole('button', { name: 'Fit' }).tap()
        await timeline.evaluate((element) => element.scrollIntoView())
        await page.waitForTimeout(500)
        const now = (await frame.boundingBox())!
        const strip = now.y + 100
        await page.touchscreen.tap(now.x + 150, strip)
        await frame.getByText('n1: leader').waitFor()
      } finally {
        await context.close()
      }
    },
    patienceMillis,
  )
})

type Point = readonly [x: number, y: number]

/** Fingers go down, move in steps and are lifted. */
async function drag(
  session: CDPSession,
  steps: number,
  placesAt: (step: number) => readonly Point[],
): Promise<void> {
  const pointsOf = (places: readonly Point[]) => places.map(([x, y], id) => ({ x, y, id }))
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', places: readonly Point[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: pointsOf(places) })
  const first = placesAt(0)
  for (let fingers = 1; fingers <= first.length; fingers++)
    await send('touchStart', first.slice(0, fingers))
  for (let step = 1; step <= steps; step++) await send('touchMove', placesAt(step))
  await send('touchEnd', [])
}
