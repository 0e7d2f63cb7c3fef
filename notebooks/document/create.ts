import { formatMinor } from './format.ts'
import type { Cell, CellMetadata, CodeCell, MarkdownCell, Notebook, RawCell } from './notebook.ts'

export type CellType = Cell['cell_type']

/** A cell of each type, as `createCell` makes it. */
interface CellOfType {
  code: CodeCell
  markdown: MarkdownCell
  raw: RawCell
}

/** A cell that has not run. For `id` see `newCellId`. */
export function createCell<Type extends CellType>(
  type: Type,
  id: string,
  source = '',
  metadata: CellMetadata = {},
): CellOfType[Type] {
  const common = { cell_type: type, id, source, metadata }
  const cell = type === 'code' ? { ...common, execution_count: null, outputs: [] } : common
  return cell as unknown as CellOfType[Type]
}

/** A notebook for the Replilab kernel. */
export function createNotebook(cells: readonly Cell[] = []): Notebook {
  return {
    cells: [...cells],
    metadata: {
      kernelspec: { display_name: 'Replilab', language: 'typescript', name: 'replilab' },
      language_info: { file_extension: '.ts', mimetype: 'text/typescript', name: 'typescript' },
    },
    nbformat: 4,
    nbformat_minor: formatMinor,
  }
}
