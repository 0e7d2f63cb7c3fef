import { INPUT_MIME_TYPE, type InputControl, type Output } from '../../notebooks/document/index.ts'

/** The input that an output draws; undefined for other outputs, and for what says that it is an input and is none. */
export function inputOf(output: Output): InputControl | undefined {
  if (output.output_type !== 'display_data' && output.output_type !== 'execute_result')
    return undefined
  const content = output.data[INPUT_MIME_TYPE]
  return isControl(content) ? content : undefined
}

function isControl(content: unknown): content is InputControl {
  const { kind, name, label, options } = Object(content) as Record<string, unknown>
  if (typeof name !== 'string' || typeof label !== 'string') return false
  return kind === 'select' ? Array.isArray(options) : kinds.has(kind as string)
}

const kinds = new Set(['slider', 'number', 'checkbox', 'text'])

/** Inputs first, each once: they are drawn above what else a cell shows. */
export function partOutputs(outputs: readonly Output[]): {
  readonly controls: readonly InputControl[]
  readonly others: readonly Output[]
} {
  const controls = new Map<string, InputControl>()
  const others: Output[] = []
  for (const output of outputs) {
    const control = inputOf(output)
    if (control) controls.set(control.name, control)
    else others.push(output)
  }
  return { controls: [...controls.values()], others }
}
