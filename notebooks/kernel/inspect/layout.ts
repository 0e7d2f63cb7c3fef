/** How the parts of a container become text: on one line when they fit, else a part a line, short ones filled into lines. */
export interface Group {
  /** `Map(2)`, `Point`; empty for plain arrays and objects. */
  readonly label: string
  readonly open: string
  readonly close: string
  readonly parts: readonly string[]
}

const longestFilledPart = 16

export function layOut(group: Group, columns: number): string {
  const start = group.label === '' ? group.open : `${group.label} ${group.open}`
  if (group.parts.length === 0) return start + group.close
  const line = `${start} ${group.parts.join(', ')} ${group.close}`
  if (line.length <= columns && !line.includes('\n')) return line
  return `${start}\n${indent(lines(group, columns).join(',\n'))}\n${group.close}`
}

function lines(group: Group, columns: number): readonly string[] {
  const fills =
    group.open === '[' &&
    group.parts.every((part) => part.length <= longestFilledPart && !part.includes('\n'))
  return fills ? fill(group.parts, columns - 2) : group.parts
}

function fill(parts: readonly string[], columns: number): string[] {
  const filled: string[] = []
  let line = ''
  for (const part of parts) {
    const longer = line === '' ? part : `${line}, ${part}`
    if (longer.length <= columns) line = longer
    else {
      filled.push(line)
      line = part
    }
  }
  return [...filled, line]
}

const indent = (text: string) => text.replace(/^/gm, '  ')
