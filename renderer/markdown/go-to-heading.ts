import { isSameAnchor } from './heading-anchors.ts'

/** Scrolls to the heading that a link within the notebook names; false when it has none. */
export function goToHeading(hash: string): boolean {
  const headings = [...document.querySelectorAll<HTMLElement>('[data-anchor]')]
  const heading = headings.find(({ dataset }) => isSameAnchor(hash, dataset.anchor!))
  heading?.scrollIntoView({ block: 'start' })
  return heading !== undefined
}
