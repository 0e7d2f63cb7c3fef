import { buttonBeside } from '../../look/arrows.ts'

/** Moves the focus between the buttons of a table by arrows, past cells without one; Home and End go to the ends of a row. */
export function moveInTable(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const rows = [...(event.currentTarget as Element).querySelectorAll('tbody tr')].map((row) =>
    [...row.querySelectorAll('td')].map((cell) => cell.querySelector<HTMLElement>('button')),
  )
  const row = rows.findIndex((cells) => cells.includes(event.target as HTMLElement))
  if (row < 0) return
  const next = buttonBeside(rows, row, rows[row].indexOf(event.target as HTMLElement), event.key)
  if (next === undefined) return
  event.preventDefault()
  event.stopPropagation()
  next?.focus()
}
