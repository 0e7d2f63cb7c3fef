import type { NotebookPlace } from '../../notebooks/host/index.ts'

/** The notebook that a page's address names. */
export interface Addressed {
  readonly place: NotebookPlace
  /** What a notebook without a file was begun from. */
  readonly template?: NotebookPlace
}

/** `?open=library:NAME`, or `?open=new:NAME&template=library:NAME`. */
export function readAddress(search: string): Addressed | undefined {
  const parameters = new URLSearchParams(search)
  const place = placeIn(parameters.get('open'))
  const template = placeIn(parameters.get('template'))
  return place && { place, ...(template && { template }) }
}

export function writeAddress(at: Addressed | undefined): string {
  if (at === undefined) return ''
  const parameters = new URLSearchParams({ open: at.place })
  if (at.template !== undefined) parameters.set('template', at.template)
  return `?${parameters}`
}

function placeIn(text: string | null): NotebookPlace | undefined {
  return text !== null && /^(library|file|new):./.test(text) ? (text as NotebookPlace) : undefined
}
