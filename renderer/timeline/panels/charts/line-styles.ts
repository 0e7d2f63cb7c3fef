/** How the lines of a chart are told apart: by colour and by dash, so that neither is alone. */
export interface LineStyle {
  readonly colour: string
  readonly dash: string | undefined
}

const COLOURS = ['--accent', '--failed', '--ok', '--unknown', '--stale', '--text-quiet']
const DASHES = [undefined, '6 3', '2 2', '8 3 2 3', '12 4']

/** Of the n-th line. Neighbours differ in both, as far as there are dashes. */
export const lineStyle = (nth: number): LineStyle => ({
  colour: `var(${COLOURS[nth % COLOURS.length]})`,
  dash: DASHES[nth % DASHES.length],
})
