/** Rows and cells that an arrow goes further by. */
const STEPS: Readonly<Record<string, readonly [down: number, across: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** The next one in the direction of a key; null where there is none, undefined for keys that mean nothing here. */
export function buttonBeside<Button>(
  rows: readonly (readonly (Button | null)[])[],
  row: number,
  at: number,
  key: string,
): Button | null | undefined {
  const isButton = (cell: Button | null) => cell !== null
  if (key === 'Home') return rows[row].find(isButton) ?? null
  if (key === 'End') return rows[row].findLast(isButton) ?? null
  const step = STEPS[key]
  if (step === undefined) return undefined
  const [down, across] = step
  for (
    let [y, x] = [row + down, at + across];
    rows[y] !== undefined && x >= 0 && x < rows[y].length;
    y += down, x += across
  ) {
    if (rows[y][x]) return rows[y][x]
  }
  return null
}
