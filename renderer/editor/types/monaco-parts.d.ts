/** What Monaco's worker for TypeScript gives to those who extend it; its package declares no types for it. */
declare module 'monaco-editor/language/typescript/ts.worker' {
  import typescript from 'typescript'

  export const ts: { readonly typescript: typeof typescript }

  interface MirrorModel {
    readonly uri: { toString(): string }
    readonly version: number
    getValue(): string
  }

  interface WorkerContext {
    getMirrorModels(): MirrorModel[]
  }

  export interface Said {
    readonly displayParts?: typescript.SymbolDisplayPart[]
  }

  export class TypeScriptWorker {
    constructor(context: WorkerContext, data: unknown)
    protected readonly _ctx: WorkerContext
    getExtraLibs(): Record<string, { readonly content: string; readonly version: number }>
    getScriptFileNames(): string[]
    getCompletionEntryDetails(file: string, place: number, entry: string): Promise<Said | undefined>
    getQuickInfoAtPosition(file: string, place: number): Promise<Said | undefined>
    getScriptVersion(file: string): string
    protected _getModel(file: string): MirrorModel | null
    protected _getScriptText(file: string): string | undefined
  }

  export function initialize(create: (context: WorkerContext, data: unknown) => object): void
}

/** Parts that Monaco fetches by itself when it first needs them; its package declares no types for them. */
declare module 'monaco-editor/languages/definitions/markdown/markdown'
declare module 'monaco-editor/languages/definitions/typescript/typescript'
declare module 'monaco-editor/languages/features/typescript/tsMode'
