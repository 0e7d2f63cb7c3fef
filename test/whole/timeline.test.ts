import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { chromiumPath, takeScreenshots } from '../tools/browser.ts'
import { useBrowserApp } from '../tools/browser-app.ts'
import { rowsOf } from '../tools/timeline-page.ts'

const IMPORTS = 'async, faults, latency, simulate, singleLeader, vote, workload'

/** The first accident of notebook 06: the leader is cut off, answers a write that nobody else hears of, and crashes. */
const crash = (clients: string) => `import { ${IMPORTS} } from 'replilab'
simulate({
  seed: 4,
  model: singleLeader({ replication: async(), failover: vote() }),
  network: { latency: latency.constant('4ms') },
  workload: workload.custom({ read: 1, update: 1, ${clients}, keys: 5, timeout: '200ms' }),
  faults: [
    faults.at('280ms').partition(['n1'], ['n2', 'n3']),
    faults.at('330ms').crash('n1'),
    faults.at('330ms').heal(),
    faults.at('700ms').restart('n1'),
  ],
  duration: '1s',
  drain: '300ms',
})`

/** The page is built first where its sources are newer. */
const patienceMillis = 300_000

/** Of the page, whose types tests do not have. */
interface PageGlobals {
  readonly MutationObserver: new (
    see: () => void,
  ) => { observe(element: unknown, what: object): void }
}

/** An element that gathers what its tooltip said. */
interface Told {
  readonly told: ReadonlySet<string>
}

/* What a run shows of itself, in Debian's Chromium; skipped where that is not installed. */
describe.skipIf(chromiumPath === undefined)('runs along time in a browser', () => {
  const app = useBrowserApp()

  async function open(source: string): Promise<Locator> {
    const cell = { cell_type: 'code', id: 'run', metadata: {}, source, outputs: [] }
    const cells = [{ ...cell, execution_count: null }]
    const notebook = { cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }
    await writeFile(join(app.folder, 'shown.ipynb'), JSON.stringify(notebook))
    await app.page.goto(await app.serve())
    await app.page.getByRole('button', { name: /^shown\.ipynb/ }).click()
    return app.codeCell(0)
  }

  /** What is told of the picture to a pointer that goes all over it. */
  async function toldOf(timeline: Locator): Promise<string> {
    const frame = timeline.locator('.frame').first()
    await frame.evaluate((element) => {
      const told = new Set<string>()
      Object.assign(element, { told })
      const { MutationObserver } = globalThis as unknown as PageGlobals
      new MutationObserver(() => {
        const words = element.querySelector('.tooltip strong')?.textContent
        if (words) told.add(words)
      }).observe(element, { childList: true, subtree: true, characterData: true })
    })
    const { x, y, width, height } = (await frame.boundingBox())!
    for (let down = 66; down < height - 4; down += 15) {
      await app.page.mouse.move(x + 66, y + down)
      await app.page.mouse.move(x + width - 14, y + down, { steps: 80 })
    }
    return frame.evaluate((element) => [...(element as unknown as Told).told].join('\n'))
  }

  test('say so where the page cannot have the program that reads them, or looks into them', async () => {
    await app.context.route(/read-worker/, (route) => route.abort())
    const cell = await open(crash('clients: 3, rate: 90'))
    await app.button('Run all').click()
    await cell.getByText('The recording was not read, as its worker did not start.').waitFor()
    await app.context.unroute(/read-worker/)
    await app.context.route(/panel-worker/, (route) => route.abort())
    await app.button('Run all').click()
    await cell.getByRole('button', { name: 'Panels at the cursor' }).click()
    await cell.getByRole('tab', { name: 'Operations' }).click()
    const why = 'The run was not looked into, as its worker did not start.'
    await cell.getByText(why).first().waitFor()
  })

  test('has keys of its own, of which the cells around it hear nothing', async () => {
    const cell = await open(crash('clients: 3, rate: 90'))
    await app.button('Run all').click()
    const surface = cell.getByRole('application', { name: /^Timeline of single-leader/ })
    await surface.waitFor()
    const status = app.page.getByRole('status').getByText('Ready: as a clean run would give')
    await status.waitFor()
    await surface.focus()
    for (const key of ['0', '0', 'x', 'd', 'd', 'End', 'ArrowDown', 'ArrowLeft', 'b']) {
      await app.page.keyboard.press(key)
    }
    expect(await surface.evaluate((element) => element.matches(':focus'))).toBe(true)
    expect(await status.isVisible()).toBe(true)
    expect(await app.page.locator('section[aria-label="code cell"]').count()).toBe(1)
    await app.page.keyboard.press('Space')
    await cell.getByRole('button', { name: 'Pause' }).waitFor()
    expect(app.complaints).toEqual([])
  })

  test(
    'a crash of the leader is found by what is drawn, by the table and by steps',
    async () => {
      const cell = await open(crash('clients: 3, rate: 90'))
      await app.button('Run all').click()
      const timeline = cell.getByRole('region', { name: /^Timeline of single-leader/ })
      await timeline.waitFor()
      await timeline.scrollIntoViewIfNeeded()

      // By what is drawn.
      const told = await toldOf(timeline)
      for (const words of [
        /n1: crash/,
        /n1: leader, cut off/,
        /n1: down/,
        /n3: becomes leader/,
        /n1: log truncated/,
        /Write of k0, lost/,
        /kept back by a partition/,
      ]) {
        expect(told).toMatch(words)
      }

      // By the table.
      await timeline.getByRole('button', { name: 'Table' }).click()
      const table = timeline.getByRole('region', { name: 'Timeline as a table' })
      const listed = [
        await rowsOf(table, 'marks'),
        await rowsOf(table, 'messages'),
        await rowsOf(table, 'operations'),
      ].join('\n')
      for (const words of [
        /0\.330 s n1 crash/,
        /n3 becomes leader/,
        /n1 log truncated/,
        /c3 Write of k0, lost/,
        /n1 → n2 append-entries, kept back by a partition/,
      ]) {
        expect(listed).toMatch(words)
      }
      await timeline.getByRole('button', { name: 'Table' }).click()

      // The lost write leads to the message that never arrived.
      await timeline.getByRole('button', { name: 'Next violation' }).click()
      const details = timeline.getByRole('region', { name: 'Picked out' })
      await details.getByText('Write of k0, lost').waitFor()
      await details
        .getByText(/a partition/)
        .first()
        .waitFor()

      // Steps show the log of the old leader cut back.
      await cell.getByRole('button', { name: 'Panels at the cursor' }).click()
      await cell.getByRole('tab', { name: /^State/ }).click()
      const state = cell.getByRole('region', { name: 'State of the nodes' })
      await state.waitFor()
      await state.getByRole('combobox').first().selectOption({ label: 'n1' })
      const step = state.getByRole('region', { name: 'What the last step changed' })
      await expect
        .poll(
          async () => {
            await state.getByRole('button', { name: 'change' }).last().click()
            await app.page.waitForTimeout(300)
            return step.innerText()
          },
          { timeout: 60_000, interval: 100 },
        )
        .toMatch(/n1 takes operation \d+ of k0 out of its log/)
      expect(app.complaints).toEqual([])
    },
    patienceMillis,
  )

  test(
    'the page draws all of a run, and a file that is opened says what it is drawn from',
    async () => {
      const cell = await open(crash('clients: 12, rate: 2500'))
      await app.button('Run all').click()
      const timeline = cell.getByRole('region', { name: /^Timeline of single-leader/ })
      await timeline.waitFor()
      const note = cell.getByText(
        /^Drawn from the saved reduction: [\d\u202f]+ of [\d\u202f]+ events/,
      )
      await expect.poll(() => note.count(), { timeout: 30_000 }).toBe(0)
      await app.page.keyboard.press('Control+s')
      await expect
        .poll(() => readFile(join(app.folder, 'shown.ipynb'), 'utf8'), { timeout: 30_000 })
        .toContain('replilab-recording')
      const saved = await readFile(join(app.folder, 'shown.ipynb'), 'utf8')
      expect(saved.length).toBeLessThan(250_000)
      await app.page.reload()
      const opened = app.page.getByRole('button', { name: /^shown\.ipynb/ })
      if ((await opened.count()) > 0) await opened.click()
      await note.waitFor()
      await app.button('Run all').click()
      await expect.poll(() => note.count(), { timeout: 60_000 }).toBe(0)
      await timeline.waitFor()
      expect(app.complaints).toEqual([])
    },
    patienceMillis,
  )

  test(
    'what a cell sends in place of a recording is refused, and its output is drawn from what the file holds',
    async () => {
      const source = crash('clients: 12, rate: 2500').replace(
        '\nsimulate({',
        '\nconst run = simulate({',
      )
      const cell = await open(`${source}
const [shown, attached] = ['display', 'attachments'].map((name) => Symbol.for('replilab.' + name))
const itself = {}
itself.itself = itself
const forged = { trace: { columns: { time: new Float64Array(4) }, carried: itself }, itself }
;({
  [shown]: (room) => run[shown](room),
  [attached]: () => [{ bytes: 8, take: () => ({ content: forged, buffers: [] }) }],
})`)
      await app.button('Run all').click()
      await cell
        .getByText(/^Drawn from the saved reduction: .* events\. This recording is damaged/)
        .waitFor()
      await cell.getByRole('region', { name: /^Timeline of single-leader/ }).waitFor()
      expect(app.complaints).toEqual([])
    },
    patienceMillis,
  )

  test(
    'a verdict leads to its operation in the timeline, and compared runs stand on one axis',
    async () => {
      const scenario = crash('clients: 3, rate: 90')
        .replace('import { async', 'import { check, compare, display, leaderless, async')
        .replace('simulate({', 'const scenario = {')
        .replace(/\}\)$/, '}')
      const cell = await open(`${scenario}
const compared = compare({ one: scenario, other: { ...scenario, model: leaderless() } })
display(compared)
check.noLostWrites(compared.runs.one)`)
      await app.button('Run all').click()
      const stack = cell.getByRole('region', { name: 'Runs compared' })
      await stack.waitFor()
      await stack.getByText('they part').first().waitFor()
      await takeScreenshots(app.page, 'timeline-compared')
      const leads = cell.getByRole('group', { name: 'Show in the timeline' })
      await leads.getByRole('button').first().click()
      const details = cell.getByRole('region', { name: 'Picked out' })
      await details.getByText('Write of k0, lost').waitFor()
      await details.scrollIntoViewIfNeeded()
      await takeScreenshots(app.page, 'timeline-verdict')
      expect(app.complaints).toEqual([])
    },
    patienceMillis,
  )
})
