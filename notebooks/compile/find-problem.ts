import type { CellProblem } from './compiled-cell.ts'
import type { Names } from './names.ts'
import { type CellProblemCode, problemAt } from './problems.ts'
import {
  allChildren,
  type ImportDeclaration,
  isTypeOnly,
  type Node,
  type Program,
  unwrap,
  walk,
} from './syntax-tree.ts'

/** The module that a cell can import. */
export const cellModule = 'replilab'

interface Finding {
  readonly node: Node
  readonly code: CellProblemCode
  readonly text: string
}

/** The first thing in a well-formed cell that it must not hold. */
export function findProblem(
  program: Program,
  names: Names,
  source: string,
): CellProblem | undefined {
  const findings = [
    ...program.body.map(checkStatement),
    ...checkNodes(program),
    ...names.constantAssignments.map(constantAssignment),
  ].filter((finding) => finding !== undefined)
  const [first] = findings.sort((one, other) => one.node.start! - other.node.start!)
  return first && problemAt(source, first.node.start!, first.code, first.text)
}

const unsupported = (node: Node, text: string): Finding => ({
  node,
  code: 'compile/unsupported',
  text,
})

const constantAssignment = (node: Node & { type: 'Identifier' }): Finding => ({
  node,
  code: 'compile/syntax',
  text: `assignment to constant variable '${node.name}'`,
})

const exportRule = 'a cell has no exports: its top-level names are shared with the other cells'

function checkStatement(node: Node): Finding | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
      return checkImport(node)
    case 'ExportNamedDeclaration':
      return node.declaration ? checkStatement(node.declaration) : unsupported(node, exportRule)
    case 'ExportDefaultDeclaration':
    case 'ExportAllDeclaration':
    case 'TSExportAssignment':
    case 'TSNamespaceExportDeclaration':
      return unsupported(node, exportRule)
    case 'TSImportEqualsDeclaration':
      return unsupported(
        node,
        `'import … =' is not supported, use import { … } from '${cellModule}'`,
      )
  }
}

function checkImport(node: ImportDeclaration): Finding | undefined {
  const specifier = node.source.value
  if (specifier !== cellModule) {
    const text = `a cell can import from '${cellModule}' only, not from '${specifier}'`
    return { node: node.source, code: 'compile/import', text }
  }
  const isDefault = node.specifiers.find(importsDefault)
  if (!isDefault) return
  const text = `'${cellModule}' has no default export, use import { … } or import * as ${isDefault.local.name}`
  return { node: isDefault, code: 'compile/import', text }
}

function importsDefault(specifier: ImportDeclaration['specifiers'][number]): boolean {
  if (specifier.type !== 'ImportSpecifier') return specifier.type === 'ImportDefaultSpecifier'
  const { imported } = specifier
  return (imported.type === 'Identifier' ? imported.name : imported.value) === 'default'
}

function holdsTypesOnly(node: Node): boolean {
  if (node.type !== 'TSModuleDeclaration') return isTypeOnly(node)
  if (node.declare) return true
  if (node.body.type !== 'TSModuleBlock') return holdsTypesOnly(node.body)
  return node.body.body.every((statement) =>
    statement.type === 'ExportNamedDeclaration' && statement.declaration
      ? holdsTypesOnly(statement.declaration)
      : holdsTypesOnly(statement),
  )
}

function checkNodes(program: Program): Finding[] {
  const findings: (Finding | undefined)[] = []
  walk(program, (node) => {
    findings.push(checkNode(node))
    for (const child of allChildren(node)) findings.push(checkNamespace(child))
  })
  return findings.filter((finding) => finding !== undefined)
}

function checkNamespace(node: Node): Finding | undefined {
  if (node.type !== 'TSModuleDeclaration' || holdsTypesOnly(node)) return
  return unsupported(node, 'a namespace with values is not supported, use an object or a class')
}

function checkNode(node: Node): Finding | undefined {
  switch (node.type) {
    case 'ImportExpression':
      return {
        node,
        code: 'compile/import',
        text: `import() is not supported, write import { … } from '${cellModule}' at the top of the cell`,
      }
    case 'MetaProperty':
      return node.meta.name === 'import'
        ? unsupported(node, 'a cell has no import.meta: it is not a file')
        : undefined
    case 'Decorator':
      return unsupported(node, 'decorators are not supported')
    case 'ClassAccessorProperty':
      return unsupported(node, "'accessor' fields are not supported, write a getter and a setter")
    case 'VariableDeclaration':
      return node.kind.endsWith('using')
        ? unsupported(node, `'${node.kind}' is not supported, use const and try … finally`)
        : undefined
    case 'UnaryExpression':
      return node.operator === 'delete' && unwrap(node.argument).type === 'Identifier'
        ? { node, code: 'compile/syntax', text: 'a variable cannot be deleted' }
        : undefined
  }
}
