import type { Cell, Notebook } from '../../notebooks/document/index.ts'
import { changeCells, withMetadata } from './cell-edits.ts'

/** A heading of a Markdown cell, as `## Text` has it. */
export interface Heading {
  /** 1 to 6. */
  readonly level: number
  readonly text: string
}

/** A heading that stands in a notebook. */
export interface Section extends Heading {
  /** Id of the cell that holds the heading. */
  readonly cell: string
  /** Position of the heading among those of its cell. */
  readonly place: number
  /** Ids of the code cells from here to the next heading of the same or a higher rank. */
  readonly code: readonly string[]
}

/** JupyterLab's field for a folded section, in the metadata of the cell that holds the heading. */
const foldedField = 'jp-MarkdownHeadingCollapsed'

/** The headings of CommonMark's `#` form, without those in fenced code. */
export function headingsOf(source: string): Heading[] {
  const headings: Heading[] = []
  let fence: string | undefined
  for (const line of source.split('\n')) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1]
    if (fence !== undefined) {
      if (mark?.startsWith(fence)) fence = undefined
    } else if (mark !== undefined) fence = mark
    else headings.push(...headingOfLine(line))
  }
  return headings
}

function headingOfLine(line: string): Heading[] {
  const found = /^ {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/.exec(line)
  return found ? [{ level: found[1].length, text: plainText(found[2]) }] : []
}

/** Without the marks for emphasis, code and links. */
const plainText = (text: string): string =>
  text.replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[*`]|\b_|_\b/g, '')

/** Cells never change, so what was read of one holds for good. */
const known = new WeakMap<Cell, Heading[]>()

function headingsOfCell(cell: Cell): Heading[] {
  if (cell.cell_type !== 'markdown') return []
  const headings = known.get(cell) ?? headingsOf(cell.source)
  known.set(cell, headings)
  return headings
}

/** All headings of a notebook with the code under each. */
export function sectionsOf(cells: readonly Cell[]): Section[] {
  const sections: (Section & { code: string[] })[] = []
  let open: typeof sections = []
  for (const cell of cells) {
    if (cell.cell_type === 'code') for (const section of open) section.code.push(cell.id)
    for (const [place, heading] of headingsOfCell(cell).entries()) {
      const section = { ...heading, cell: cell.id, place, code: [] }
      open = [...open.filter(({ level }) => level < heading.level), section]
      sections.push(section)
    }
  }
  return sections
}

/** The level of the section that a cell begins: that of its first heading. */
export const levelOf = (cell: Cell): number | undefined => headingsOfCell(cell)[0]?.level

export const isFolded = (cell: Cell): boolean =>
  cell.metadata[foldedField] === true && levelOf(cell) !== undefined

export const setFolded = (notebook: Notebook, id: string, folded: boolean): Notebook =>
  changeCells(notebook, new Set([id]), (cell) =>
    levelOf(cell) === undefined || isFolded(cell) === folded
      ? cell
      : withMetadata(cell, foldedField, folded || undefined),
  )

/** Cell id to the id of the folded heading that it is out of sight under. */
export function foldedAway(cells: readonly Cell[]): Map<string, string> {
  const away = new Map<string, string>()
  let fold: { readonly level: number; readonly cell: string } | undefined
  for (const cell of cells) {
    const level = levelOf(cell)
    if (fold && level !== undefined && level <= fold.level) fold = undefined
    if (fold) away.set(cell.id, fold.cell)
    else if (level !== undefined && isFolded(cell)) fold = { level, cell: cell.id }
  }
  return away
}

/** The heading that a cell stands under: itself when it has one. */
export function headingAbove(cells: readonly Cell[], id: string): string | undefined {
  const index = cells.findIndex((cell) => cell.id === id)
  return cells.slice(0, index + 1).findLast((cell) => levelOf(cell) !== undefined)?.id
}
