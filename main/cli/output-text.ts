import type { Json, Output } from '../../notebooks/document/index.ts'
import { plainText } from './text.ts'

/** What a terminal shows of an output: its plain text, with a line end when there is any. */
export function outputText(output: Output): string {
  if (output.output_type === 'stream') return plainText(output.text)
  if (output.output_type === 'error') return ended(output.traceback.join('\n'))
  return ended(textOf(output.data['text/plain']))
}

const textOf = (content: Json): string => (typeof content === 'string' ? content : '')

function ended(text: string): string {
  const plain = plainText(text)
  return plain === '' || plain.endsWith('\n') ? plain : `${plain}\n`
}
