import 'katex/dist/katex.min.css'
import * as katexModule from '@vscode/markdown-it-katex'
import { drawFormulas, type MarkdownPlugin } from './render.ts'

// A CommonJS module: bundlers and Node wrap its export once more or less.
drawFormulas(unwrap(katexModule) as MarkdownPlugin)

function unwrap(module: object): unknown {
  return 'default' in module ? unwrap(module.default as object) : module
}
