import 'monaco-editor/editor/editor.main'
import 'monaco-editor/languages/definitions/markdown/register'
import * as monaco from 'monaco-editor/editor/editor.api'
import {
  ModuleKind,
  typescriptDefaults,
} from 'monaco-editor/languages/features/typescript/register'
import { lineHeightOf } from '../app/code-size.ts'
import type { CursorPlace } from './cursor.ts'
import { installThemes } from './editor-themes.ts'
import { startEditorWorker } from './editor-workers.ts'
import { isSuggesting } from './suggesting.ts'
import { type CellText, fileOfCell, notebookFile } from './types/cell-modules.ts'

export interface LiveEditor {
  /** Id of the cell whose source it holds. */
  readonly id: string
  /** Where the cursor stands, in UTF-16 units of the source. */
  cursorOffset(): number
  /** Takes over a source that was changed elsewhere, as a step that the editor can undo. */
  setSource(source: string): void
  /** Selects and shows a part of the source, in UTF-16 units. */
  reveal(start: number, end: number): void
  resize(sizePixels: number): void
  /** Puts the cursor to a place, the nearest that there is, and shows it. */
  goTo(place: Omit<CursorPlace, 'cell'>): void
  dispose(): void
}

export interface EditorOptions {
  /** Id of the cell. */
  readonly id: string
  readonly source: string
  readonly language: 'typescript' | 'markdown'
  /** The code cells above, whose names the editor knows. */
  readonly above: readonly CellText[]
  /** Of the letters, in pixels. */
  readonly sizePixels: number
  readonly onChange: (source: string) => void
  /** An arrow key was pressed on the first line or the last, at a column from 1. Gives whether the cursor has gone elsewhere. */
  readonly onLeave: (way: 'up' | 'down', column: number) => boolean
}

self.MonacoEnvironment = { getWorker: (_id, language) => startEditorWorker(language) }

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
  { id, source, language, above, sizePixels, onChange, onLeave }: EditorOptions,
): Promise<LiveEditor> {
  installed ??= install()
  await installed
  typescriptDefaults.addExtraLib(JSON.stringify({ above }), notebookFile)
  const uri = language === 'typescript' ? fileOfCell(id) : `file:///cells/${id}.md`
  const model = monaco.editor.createModel(source, language, monaco.Uri.parse(uri))
  const editor = monaco.editor.create(element, { model, ...look, ...sizeOf(sizePixels) })
  const fitToText = () => {
    element.style.height = `${editor.getContentHeight()}px`
    editor.layout()
  }
  // A longer line changes the width of what can be scrolled through, and nothing here.
  editor.onDidContentSizeChange(({ contentHeightChanged }) => {
    if (contentHeightChanged) fitToText()
  })
  editor.onDidChangeModelContent(() => onChange(model.getValue()))
  editor.onKeyDown((event) => {
    const way = wayOut(editor, event)
    if (!way || !onLeave(way, editor.getPosition()!.column)) return
    event.preventDefault()
    event.stopPropagation()
  })
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
    resize: (pixels) => editor.updateOptions(sizeOf(pixels)),
    goTo: ({ line, column, isShown }) => {
      const lineNumber = Math.min(line, model.getLineCount())
      const end = model.getLineMaxColumn(lineNumber)
      const start = Math.min(column, end)
      editor.setSelection({
        startLineNumber: lineNumber,
        startColumn: isShown ? end : start,
        endLineNumber: lineNumber,
        endColumn: start,
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

const sizeOf = (pixels: number) => ({ fontSize: pixels, lineHeight: lineHeightOf(pixels) })

/** Where an arrow key leads out of the text; nowhere while it acts on a selection or on suggestions. */
function wayOut(
  editor: monaco.editor.IStandaloneCodeEditor,
  { keyCode, shiftKey, ctrlKey, altKey, metaKey }: monaco.IKeyboardEvent,
): 'up' | 'down' | undefined {
  const isUp = keyCode === monaco.KeyCode.UpArrow
  const isDown = keyCode === monaco.KeyCode.DownArrow
  const cursors = editor.getSelections() ?? []
  if (!(isUp || isDown) || shiftKey || ctrlKey || altKey || metaKey) return undefined
  if (isSuggesting() || cursors.length !== 1 || !cursors[0].isEmpty()) return undefined
  const line = cursors[0].positionLineNumber
  if (isUp) return line === 1 ? 'up' : undefined
  return line === editor.getModel()?.getLineCount() ? 'down' : undefined
}

const look: monaco.editor.IStandaloneEditorConstructionOptions = {
  fontFamily: '"JetBrains Mono Variable", ui-monospace, monospace',
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
  // What nothing here shows is not asked for with every key, and names come from TypeScript alone.
  inlayHints: { enabled: 'off' },
  wordBasedSuggestions: 'off',
  colorDecorators: false,
  defaultColorDecorators: 'never',
  links: false,
}
