import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { chromiumPath, takeScreenshots } from '../tools/browser.ts'
import { useBrowserApp } from '../tools/browser-app.ts'

/* What cells show, in Debian's Chromium; skipped where that is not installed. */
describe.skipIf(chromiumPath === undefined)('outputs and text in a browser', () => {
  const app = useBrowserApp()

  async function open(cells: object[]): Promise<void> {
    const notebook = { cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }
    await writeFile(join(app.folder, 'shown.ipynb'), JSON.stringify(notebook))
    await app.page.goto(await app.serve())
    await app.page.getByRole('button', { name: /^shown\.ipynb/ }).click()
  }

  test('shows tables that are sorted, folds long texts, and leads from an error to its line', async () => {
    await open([
      code(
        'table',
        "import { table } from 'replilab'\ntable(Array.from({ length: 30 }, (_, row) => ({ row, half: row / 2 })))",
      ),
      code('long', "for (let line = 1; line <= 100; line++) console.log('line ' + line)"),
      code('fails', "const fine = 1\nthrow new Error('broken')"),
      {
        ...code('json', ''),
        metadata: { tags: ['skip-execution'] },
        outputs: shown({ 'application/json': { list: [1, 'two'] } }),
      },
    ])
    await app.page.getByRole('button', { name: 'Run all', exact: true }).click()
    const table = app.codeCell(0).getByRole('table')
    await table.waitFor()
    expect(await table.getByRole('row').count()).toBe(26)
    await app.codeCell(0).getByRole('button', { name: 'Next rows' }).click()
    await app.codeCell(0).getByText('Rows 26–30 of 30').waitFor()
    await table.getByRole('button', { name: 'half' }).click()
    await table.getByRole('button', { name: 'half' }).click()
    expect(await table.getByRole('row').nth(1).innerText()).toMatch(/29\s+14.5/)
    await takeScreenshots(app.page, 'sorted-table')
    await app.codeCell(1).getByRole('button', { name: 'Show all: 40 more lines' }).click()
    await app.codeCell(1).getByText('line 100').waitFor()
    await app.codeCell(1).getByRole('button', { name: 'Show less' }).click()
    await app
      .codeCell(2)
      .getByRole('button', { name: /^cell 3, line 2/ })
      .click()
    await app.codeCell(2).locator('.monaco-editor').waitFor()
    await expect
      .poll(() => app.codeCell(2).locator('.monaco-editor .selected-text').count(), {
        timeout: 30_000,
      })
      .toBeGreaterThan(0)
    await takeScreenshots(app.page, 'error-link')
    await app.codeCell(3).getByText('{ 1 }').waitFor()
    expect(app.complaints).toEqual([])
  })

  test('draws a cell that the pointer is on before it is near', async () => {
    await open(
      Array.from({ length: 80 }, (_, at) => ({
        cell_type: 'markdown',
        id: `text-${at}`,
        metadata: {},
        source: `# Heading ${at}`,
      })),
    )
    const last = app.page.locator('section[data-cell="text-79"]')
    await last.waitFor({ state: 'attached' })
    // As a pointer that rests while a jump brings the cell under it, just before the browser looks at what is near.
    const developer = await app.context.newCDPSession(app.page)
    await developer.send('DOM.enable')
    await developer.send('CSS.enable')
    const { root } = await developer.send('DOM.getDocument')
    const { nodeId } = await developer.send('DOM.querySelector', {
      nodeId: root.nodeId,
      selector: 'section[data-cell="text-79"]',
    })
    const forcedPseudoClasses = ['hover']
    await developer.send('CSS.forcePseudoState', { nodeId, forcedPseudoClasses })
    await last.evaluate((cell) => cell.scrollIntoView())
    await last.getByRole('heading', { name: 'Heading 79' }).waitFor({ timeout: 20_000 })
    expect(app.complaints).toEqual([])
  })

  test('runs what depends on an input when it is changed, or marks it stale', async () => {
    await open([
      code(
        'draws',
        "import { input } from 'replilab'\nconst w = input.slider('w', { min: 1, max: 3, value: 2 })",
      ),
      code('takes', "'ten times ' + w * 10"),
    ])
    await app.page.getByRole('button', { name: 'Run all', exact: true }).click()
    await app.codeCell(1).getByText('ten times 20').waitFor()
    const slider = app.page.getByRole('slider', { name: 'w' })
    await slider.focus()
    await app.page.keyboard.press('ArrowRight')
    await app.codeCell(1).getByText('stale').waitFor()
    await app.page.getByLabel('Run on change').check()
    await slider.focus()
    await app.page.keyboard.press('ArrowLeft')
    await app.page.keyboard.press('ArrowLeft')
    await app.codeCell(1).getByText('ten times 10').waitFor()
    expect(await app.page.evaluate('document.activeElement.type')).toBe('range')
    await takeScreenshots(app.page, 'inputs')
    expect(app.complaints).toEqual([])
  })

  test('shows formulas, tasks, attachments and diagrams, and asks before it leaves', async () => {
    await open([
      text('rich', richText, { 'dot.png': { 'image/png': dot } }),
      text('end', '## The end'),
    ])
    await app.page.locator('.katex').first().waitFor()
    await app.page.getByRole('img', { name: 'to do' }).waitFor()
    await app.page.getByRole('img', { name: /^Diagram/ }).waitFor()
    expect(await app.page.getByRole('img', { name: 'dot' }).getAttribute('src')).toMatch(
      /^data:image/,
    )
    await takeScreenshots(app.page, 'rich-text')
    await app.page.getByRole('link', { name: 'out' }).click()
    await app.page.getByRole('dialog').getByText('https://evil.example/out').waitFor()
    await app.page.getByRole('button', { name: 'Stay here' }).click()
    await app.page.getByRole('link', { name: 'down' }).click()
    await app.page.getByRole('heading', { name: 'The end' }).waitFor()
    expect(app.reached).toEqual([])
    expect(app.complaints).toEqual([])
  })

  test('lets nothing of a text or an output run or load', async () => {
    await open([
      ...attacks.map((attack, at) => text(`text${at}`, attack)),
      ...attacks.map((attack, at) => ({
        ...code(`html${at}`, ''),
        outputs: shown(at % 2 ? { 'text/html': attack } : { 'image/svg+xml': attack }),
      })),
      text('last', 'the last one'),
    ])
    await app.page.getByText('the last one').scrollIntoViewIfNeeded()
    for (const frame of await app.page.locator('iframe[title="Output of the cell"]').all()) {
      await frame.scrollIntoViewIfNeeded()
    }
    await app.page.waitForTimeout(1_500)
    const address = app.page.url()
    for (const link of await app.page.locator('.markdown a').all()) {
      await link.click({ force: true, timeout: 1_000 }).catch(() => undefined)
      await app.page.keyboard.press('Escape')
    }
    expect(app.page.url()).toBe(address)
    expect(await app.page.evaluate('window.attacked')).toBeUndefined()
    const forbidden = '.markdown :is(script, iframe, object, embed, form, style, link, meta, base)'
    expect(await app.page.locator(forbidden).count()).toBe(0)
    expect(app.reached).toEqual([])
  })
})

const code = (id: string, source: string) => ({
  cell_type: 'code',
  id,
  metadata: {},
  source,
  outputs: [] as object[],
  execution_count: null,
})

const text = (id: string, source: string, attachments?: object) => ({
  cell_type: 'markdown',
  id,
  metadata: {},
  source,
  ...(attachments && { attachments }),
})

const shown = (data: object) => [{ output_type: 'display_data', metadata: {}, data }]

const dot =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

const richText = [
  '# Rich text',
  'Euler: $e^{i\\pi} + 1 = 0$, a root $\\sqrt{2}$, and a mistake $\\frac{1$.',
  '- [ ] open\n- [x] done',
  '| a | b |\n| - | - |\n| 1 | 2 |',
  '![dot](attachment:dot.png) [out](https://evil.example/out) [down](#the-end)',
  '```mermaid\nflowchart LR\n  client --> leader --> follower\n```',
  '```mermaid\nflowchart LR\n  a -->\n```',
].join('\n\n')

const run = 'window.attacked=top.attacked=parent.attacked=1'
const evil = 'https://evil.example'

/** What has got through sanitisers before, one for each way in. */
const attacks = [
  `<script>${run}</script>`,
  `<img src=x onerror="${run}">`,
  `<svg onload="${run}"><script>${run}</script></svg>`,
  `<svg><use href="${evil}/use.svg#a"/><image href="${evil}/image"/></svg>`,
  `<svg><a xlink:href="javascript:${run}"><text y="20">x</text></a></svg>`,
  `<svg><animate onbegin="${run}" attributeName="x" dur="1s"/></svg>`,
  `<math><mtext><table><mglyph><style><img src=x onerror="${run}"></style></mglyph></table></mtext></math>`,
  `<noscript><p title="</noscript><img src=x onerror='${run}'>">`,
  `[x](javascript:${run})`,
  `[x](JaVaScRiPt&#58;${run}) <a href="jav&#x09;ascript:${run}">y</a>`,
  `<a href="data:text/html,<script>${run}</script>">x</a>`,
  `<iframe srcdoc="<script>${run}</script>" src="${evil}/frame"></iframe>`,
  `<object data="${evil}/object"></object><embed src="${evil}/embed">`,
  `<meta http-equiv="refresh" content="0;url=${evil}/meta">`,
  `<base href="${evil}/"><img src="base.png">`,
  `<link rel="stylesheet" href="${evil}/link.css"><link rel="preconnect" href="${evil}">`,
  `<style>@import url(${evil}/import.css); body { background: url(${evil}/background) }</style><p>x</p>`,
  `<p style="background:url(${evil}/inline);position:fixed;inset:0">x</p>`,
  `<form action="${evil}/form"><input name="a" autofocus onfocus="${run}"><button>x</button></form>`,
  `<video src="${evil}/video" poster="${evil}/poster" onerror="${run}"></video><audio src="${evil}/audio"></audio>`,
  `<picture><source srcset="${evil}/source"><img srcset="${evil}/srcset 2x"></picture>`,
  `<details open ontoggle="${run}"><summary>x</summary></details>`,
  `<template><img src=x onerror="${run}"></template><div popover id="pop">x</div>`,
  `<img name="getElementById"><img id="body"><form id="location"></form>`,
  `![x](${evil}/markdown-image)`,
  `$\\href{javascript:${run}}{x}$ $\\includegraphics{${evil}/formula}$ $\\htmlData{a=b}{x}$`,
  `\`\`\`mermaid\nflowchart LR\n  a["<img src=x onerror='${run}'>"] --> b\n  click a "javascript:${run}"\n\`\`\``,
  `\`\`\`mermaid\n%%{init: {"securityLevel": "loose", "themeCSS": "* { background: url(${evil}/theme) }"}}%%\nflowchart LR\n  a --> b\n\`\`\``,
]
