/// <reference path="../../../main/build/text-modules.d.ts" />

import packageFiles from 'virtual:cell-types'
import {
  initialize,
  type Said,
  TypeScriptWorker,
  ts,
} from 'monaco-editor/language/typescript/ts.worker'
import { cellGlobals } from './cell-globals.ts'
import { CellModules, fileOfCell, type NotebookText, notebookFile } from './cell-modules.ts'
import { withoutAlias } from './without-alias.ts'

const globalsFile = 'file:///cell-globals.d.ts'

/** Texts that never change, by file name. */
const fixedFiles = new Map([
  [globalsFile, cellGlobals],
  ...Object.entries(packageFiles).map(([path, text]) => [`file:///${path}`, text] as const),
])

interface Versioned {
  readonly text: string
  readonly version: number
}

/**
 * TypeScript for cells: the notebook's cells are modules that take names from each other, and `replilab` is the engine's own declarations.
 */
class CellTypeScriptWorker extends TypeScriptWorker {
  private readonly modules = new CellModules(ts.typescript)
  private readonly endings = new Map<string, Versioned>()
  private readonly above = new Map<string, Versioned>()
  private notebookVersion = ''
  private modelVersion = -1

  override getScriptFileNames(): string[] {
    this.bringUpToDate()
    return [...this.modelFiles(), ...this.above.keys(), globalsFile]
  }

  override getScriptVersion(file: string): string {
    this.bringUpToDate()
    if (fixedFiles.has(file)) return '1'
    const ending = this.endings.get(file)?.version ?? 0
    const model = this._getModel(file)
    if (model) return `model ${model.version}, ${ending}`
    const cell = this.above.get(file)
    return cell ? `${cell.version}, ${ending}` : super.getScriptVersion(file)
  }

  override _getScriptText(file: string): string | undefined {
    const fixed = fixedFiles.get(file)
    if (fixed !== undefined) return fixed
    const text = this._getModel(file)?.getValue() ?? this.above.get(file)?.text
    if (text === undefined) return super._getScriptText(file)
    return text + (this.endings.get(file)?.text ?? '')
  }

  override async getCompletionEntryDetails(...asked: [string, number, string]) {
    return told(await super.getCompletionEntryDetails(...asked))
  }

  override async getQuickInfoAtPosition(...asked: [string, number]) {
    return told(await super.getQuickInfoAtPosition(...asked))
  }

  /** Looks whether the page has left another notebook, or the edited cell has changed. */
  private bringUpToDate(): void {
    const left = this.getExtraLibs()[notebookFile]
    const [edited] = this.modelFiles()
    const version = edited === undefined ? 0 : (this._getModel(edited)?.version ?? 0)
    const notebookVersion = `${edited} ${left?.version}`
    if (notebookVersion === this.notebookVersion && version === this.modelVersion) return
    this.notebookVersion = notebookVersion
    this.modelVersion = version
    const { above }: NotebookText = left ? JSON.parse(left.content) : { above: [] }
    this.takeCells(above)
    this.takeEndings(above, edited)
  }

  private takeCells(cells: NotebookText['above']): void {
    const files = new Set(cells.map(({ id }) => fileOfCell(id)))
    for (const file of this.above.keys()) if (!files.has(file)) this.above.delete(file)
    for (const { id, source } of cells) keep(this.above, fileOfCell(id), source)
  }

  private takeEndings(above: NotebookText['above'], edited: string | undefined): void {
    const source = edited && this._getModel(edited)?.getValue()
    const cells = source === undefined ? above : [...above, { id: editedCell, source }]
    for (const [id, ending] of this.modules.endings(cells)) {
      keep(this.endings, id === editedCell ? edited! : fileOfCell(id), ending)
    }
  }

  /** The models that are cells: one, that of the cell which is edited. */
  private modelFiles(): string[] {
    return this._ctx
      .getMirrorModels()
      .map(({ uri }) => uri.toString())
      .filter((file) => file.endsWith('.ts'))
      .slice(-1)
  }
}

const editedCell = ' edited'

const told = (said: Said | undefined): Said | undefined =>
  said && { ...said, displayParts: said.displayParts && withoutAlias(said.displayParts) }

function keep(map: Map<string, Versioned>, key: string, text: string): void {
  const known = map.get(key)
  if (known?.text !== text) map.set(key, { text, version: (known?.version ?? 0) + 1 })
}

self.onmessage = () => initialize((context, data) => new CellTypeScriptWorker(context, data))
/** See `startEditorWorker`. */
self.postMessage('running')
