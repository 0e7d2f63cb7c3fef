import { drawDiagram } from './diagram.ts'

/** Puts the picture of each Mermaid diagram in the place of its text; a diagram that is wrong keeps its text, and a sentence says what is wrong. */
export async function showDiagrams(element: HTMLElement, isGone: () => boolean): Promise<void> {
  for (const code of element.querySelectorAll<HTMLElement>('pre > code.language-mermaid')) {
    const block = code.parentElement!
    const source = code.textContent ?? ''
    const shown = await drawDiagram(source).then(imageOf(source), problemOf)
    if (isGone() || !block.isConnected) return
    show(block, shown)
  }
}

const imageOf = (source: string) => (address: string) => {
  const image = document.createElement('img')
  image.src = address
  image.alt = `Diagram: ${source.trim()}`
  return image
}

function problemOf(error: unknown): HTMLElement {
  const note = document.createElement('p')
  note.className = 'diagram-problem'
  note.textContent = `The diagram cannot be drawn: ${error instanceof Error ? error.message : error}`
  return note
}

/** The text stays in the document, hidden: when the theme changes the picture is drawn anew from it. */
function show(block: HTMLElement, shown: HTMLElement): void {
  const before = block.nextElementSibling
  if (before?.hasAttribute('data-diagram')) before.remove()
  shown.setAttribute('data-diagram', '')
  block.hidden = shown.tagName === 'IMG'
  block.after(shown)
}
