import { dirname, join, relative, sep } from 'node:path'
import ts from 'typescript'
import type { Plugin } from 'vite'

const moduleId = 'virtual:cell-types'
const resolvedId = `\0${moduleId}`

/**
 * `import files from 'virtual:cell-types'`: the declarations behind `import … from 'replilab'`, as texts by path, for an editor of cells. They are emitted from
 * the engine's own sources, with those of the packages that it shows to cells.
 */
export function cellTypes(root: string): Plugin {
  return {
    name: 'cell-types',
    resolveId: (id) => (id === moduleId ? resolvedId : null),
    load(id) {
      if (id !== resolvedId) return null
      return `export default ${JSON.stringify(Object.fromEntries(declarations(root)))}`
    },
  }
}

/** What `import … from 'replilab'` means in a cell, as a module beside the kernel's. */
export const surfaceText = `
import type { Inputs } from './input.ts'
import type { Display } from './replilab.ts'
export * from '../../engine/index.ts'
export { expect } from './expect.ts'
export declare const display: Display
export declare const input: Inputs
`

export const surfacePath = (root: string): string =>
  join(root, 'notebooks/kernel/replilab-surface.ts')

export const cellOptions: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.es2023.d.ts'],
  types: [],
  strict: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
}

/** Path to text, with slashes from the root of the project; `index.d.ts` of `replilab` leads to the others. */
function declarations(root: string): Map<string, string> {
  const program = createProgram(root)
  const files = new Map<string, string>()
  program.emit(
    undefined,
    (path, text) => files.set(toKey(root, path), withEmittedNames(text)),
    undefined,
    true,
  )
  for (const file of program.getSourceFiles()) {
    if (program.isSourceFileDefaultLibrary(file) || !isOfPackage(file.fileName)) continue
    files.set(toKey(root, file.fileName), file.text)
    addPackage(files, root, file.fileName)
  }
  const surface = toKey(root, surfacePath(root)).replace(/\.ts$/, '.js')
  return files.set('node_modules/replilab/index.d.ts', `export * from '../../${surface}'\n`)
}

function createProgram(root: string): ts.Program {
  const options: ts.CompilerOptions = {
    ...cellOptions,
    declaration: true,
    emitDeclarationOnly: true,
    noCheck: true,
    removeComments: false,
  }
  const host = ts.createCompilerHost(options)
  const { readFile, fileExists } = host
  const surface = surfacePath(root)
  host.readFile = (path) => (path === surface ? surfaceText : readFile(path))
  host.fileExists = (path) => path === surface || fileExists(path)
  return ts.createProgram([surface], options, host)
}

const toKey = (root: string, path: string): string => relative(root, path).split(sep).join('/')

const isOfPackage = (path: string): boolean => path.includes('/node_modules/')

/** Declarations name the sources that they come from; `.js` leads to declarations and to sources alike. */
const withEmittedNames = (text: string): string =>
  text.replaceAll(/(['"]\.{1,2}\/[^'"]*)\.ts(['"])/g, '$1.js$2')

/** What tells where a package keeps its declarations. */
function addPackage(files: Map<string, string>, root: string, file: string): void {
  for (let folder = dirname(file); !folder.endsWith('node_modules'); folder = dirname(folder)) {
    const path = join(folder, 'package.json')
    const text = ts.sys.readFile(path)
    if (text !== undefined) files.set(toKey(root, path), text)
  }
}
