import * as monaco from 'monaco-editor'
import EditorWorker from 'monaco-editor/editor/editor.worker?worker'
import TypeScriptWorker from 'monaco-editor/language/typescript/ts.worker?worker'

export interface LiveEditor {
  dispose(): void
}

export interface EditorOptions {
  /** Id of the cell. */
  readonly id: string
  readonly source: string
  readonly language: 'typescript' | 'markdown'
  readonly onChange: (source: string) => void
}

self.MonacoEnvironment = {
  getWorker: (_id, label) =>
    label === 'typescript' || label === 'javascript' ? new TypeScriptWorker() : new EditorWorker(),
}

/** An editor as high as its text, with the keyboard's focus. */
export async function createEditor(
  element: HTMLElement,
  { id, source, language, onChange }: EditorOptions,
): Promise<LiveEditor> {
  const model = monaco.editor.createModel(
    source,
    language,
    monaco.Uri.parse(`file:///cells/${id}.${language === 'typescript' ? 'ts' : 'md'}`),
  )
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
  wordWrap: 'off',
  tabSize: 2,
  automaticLayout: true,
  fixedOverflowWidgets: true,
  contextmenu: false,
}
