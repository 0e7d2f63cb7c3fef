import { nextTick } from 'vue'
import { revealCell } from '../notebook/reveal.ts'
import { sectionsOf } from '../notebook/sections.ts'
import { useNotebookStore } from '../stores/notebook.ts'
import { useSelectionStore } from '../stores/selection.ts'
import { anchorOf, isSameAnchor } from './heading-anchors.ts'

/** How long a text that was far from the window may take to be drawn, in milliseconds. */
const drawMillis = 2_000

/** Goes to the heading that a link within the notebook names, also one that is folded away or not drawn yet; false when there is none. */
export async function goToHeading(hash: string): Promise<boolean> {
  if (showHeading(hash)) return true
  const notebook = useNotebookStore()
  const section = sectionsOf(notebook.cells).find(({ text }) => isSameAnchor(hash, anchorOf(text)))
  if (section === undefined) return false
  revealCell({ notebook, selection: useSelectionStore() }, section.cell)
  await nextTick()
  const cell = document.querySelector(`section[data-cell="${CSS.escape(section.cell)}"]`)
  cell?.scrollIntoView({ block: 'start' })
  for (const endMillis = performance.now() + drawMillis; performance.now() < endMillis; ) {
    await new Promise(requestAnimationFrame)
    if (showHeading(hash)) break
  }
  return true
}

function showHeading(hash: string): boolean {
  const headings = [...document.querySelectorAll<HTMLElement>('[data-anchor]')]
  const heading = headings.find(({ dataset }) => isSameAnchor(hash, dataset.anchor!))
  heading?.scrollIntoView({ block: 'start' })
  return heading !== undefined
}
