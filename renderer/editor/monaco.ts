import 'monaco-editor/editor/editor.main'
import 'monaco-editor/languages/definitions/markdown/register'
import * as monaco from 'monaco-editor/editor/editor.api'
import EditorWorker from 'monaco-editor/editor/editor.worker?worker'
import {
  ModuleKind,
  typescriptDefaults,
} from 'monaco-editor/languages/features/typescript/register'
import { installThemes } from './editor-themes.ts'
import { type CellText, fileOfCell, notebookFile } from './types/cell-modules.ts'
import TypeScriptWorker from './types/cell-worker.ts?worker'

export interface LiveEditor {
  /** Id of the cell whose source it holds. */
  readonly id: string
  /** Where the cursor stands, in UTF-16 units of the source. */
  cursorOffset(): number
  /** Takes over a source that was changed elsewhere, as a step that the editor can undo. */
  setSource(source: string): void
  /** Selects and shows a part of the source, in UTF-16 units. */
  reveal(start: number, end: number): void
  /** Puts the cursor on a line, selects the line from there to its end, and shows it. Both from 1. */
  goTo(line: number, column: number): void
  dispose(): void
}

export interface EditorOptions {
  /** Id of the cell. */
  readonly id: string
  readonly source: string
  readonly language: 'typescript' | 'markdown'
  /** The code cells above, whose names the editor knows. */
  readonly above: readonly CellText[]
  readonly onChange: (source: string) => void
}

self.MonacoEnvironment = {
  getWorker: (_id, label) =>
    label === 'typescript' || label === 'javascript' ? new TypeScriptWorker() : new EditorWorker(),
}

let installed: Promise<void> | undefined

async function install(): Promise<void> {
  typescriptDefaults.setCompilerOptions(cellOptions)
  typescriptDefaults.setDiagnosticsOptions({ diagnosticCodesToIgnore: [unusedLabel] })
  await installThemes(monaco as Parameters<typeof installThemes>[0])
}

/** As `main/build/cell-types.ts` has them, in the numbers that TypeScript's programming interface takes. */
const cellOptions: Parameters<typeof typescriptDefaults.setCompilerOptions>[0] = {
  // ES2022, which the editor's list of names leaves out.
  target: 9 as number,
  module: ModuleKind.ESNext,
  // Bundler
  moduleResolution: 100 as number,
  // Every file is a module.
  moduleDetection: 3,
  lib: ['lib.es2023.d.ts'],
  types: [],
  strict: true,
  skipLibCheck: true,
  allowNonTsExtensions: true,
}

/** A block that a cell ends with looks like an object's text to people and like a label to TypeScript. */
const unusedLabel = 7028

/** An editor as high as its text, with the keyboard's focus. */
export async function createEditor(
  element: HTMLElement,
  { id, source, language, above, onChange }: EditorOptions,
): Promise<LiveEditor> {
  installed ??= install()
  await installed
  typescriptDefaults.addExtraLib(JSON.stringify({ above }), notebookFile)
  const uri = language === 'typescript' ? fileOfCell(id) : `file:///cells/${id}.md`
  const model = monaco.editor.createModel(source, language, monaco.Uri.parse(uri))
  const editor = monaco.editor.create(element, { model, ...look })
  const fitToText = () => {
    element.style.height = `${editor.getContentHeight()}px`
    editor.layout()
  }
  editor.onDidContentSizeChange(fitToText)
  editor.onDidChangeModelContent(() => onChange(model.getValue()))
  fitToText()
  editor.focus()
  return {
    id,
    cursorOffset: () => model.getOffsetAt(editor.getPosition() ?? { lineNumber: 1, column: 1 }),
    setSource: (changed) => {
      if (changed === model.getValue()) return
      const edit = { range: model.getFullModelRange(), text: changed }
      model.pushEditOperations([], [edit], () => null)
    },
    reveal: (start, end) => {
      const range = monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end))
      editor.setSelection(range)
      element.scrollIntoView({ block: 'nearest' })
    },
    goTo: (line, column) => {
      const lineNumber = Math.min(line, model.getLineCount())
      const end = model.getLineMaxColumn(lineNumber)
      editor.setSelection({
        startLineNumber: lineNumber,
        startColumn: end,
        endLineNumber: lineNumber,
        endColumn: Math.min(column, end),
      })
      element.scrollIntoView({ block: 'nearest' })
      editor.focus()
    },
    dispose: () => {
      editor.dispose()
      model.dispose()
    },
  }
}

const look: monaco.editor.IStandaloneEditorConstructionOptions = {
  fontFamily: '"JetBrains Mono Variable", ui-monospace, monospace',
  fontSize: 13,
  lineHeight: 20,
  fontLigatures: false,
  minimap: { enabled: false },
  lineNumbers: 'off',
  glyphMargin: false,
  folding: false,
  lineDecorationsWidth: 12,
  padding: { top: 8, bottom: 8 },
  scrollBeyondLastLine: false,
  scrollbar: { alwaysConsumeMouseWheel: false, vertical: 'hidden' },
  overviewRulerLanes: 0,
  hideCursorInOverviewRuler: true,
  renderLineHighlight: 'none',
  guides: { indentation: false },
  bracketPairColorization: { enabled: false },
  wordWrap: 'off',
  tabSize: 2,
  automaticLayout: true,
  fixedOverflowWidgets: true,
  contextmenu: false,
}
