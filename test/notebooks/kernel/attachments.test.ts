import { expect, test } from 'vitest'
import { attachmentsSymbol } from '../../../notebooks/kernel/attachments.ts'
import { defaultLimits } from '../../../notebooks/kernel/limits.ts'
import { createOutput } from '../../../notebooks/kernel/output.ts'
import type { FromKernel } from '../../../notebooks/kernel/protocol.ts'
import { parseFromKernel } from '../../../notebooks/kernel/read-message.ts'

const data = { 'text/plain': 'x' }

/** A value that has so many bytes for a page. */
const withBytes = (bytes: number, taken: number[] = []) => ({
  [attachmentsSymbol]: () => [
    {
      bytes,
      take() {
        taken.push(bytes)
        const buffer = new ArrayBuffer(8)
        return { content: { buffer }, buffers: [buffer] }
      },
    },
  ],
})

function outputOn(canAttach: boolean) {
  const posted: { message: FromKernel; contents: readonly unknown[] }[] = []
  const limits = { ...defaultLimits, attachmentBytes: 1_000 }
  const post = (message: FromKernel) => void posted.push({ message, contents: [] })
  const output = createOutput(
    1,
    limits,
    canAttach
      ? { post, postAttached: (message, contents) => void posted.push({ message, contents }) }
      : { post },
    () => {},
  )
  return { output, posted }
}

test('what a value has for a page goes beside its display', () => {
  const { output, posted } = outputOn(true)
  output.show({ role: 'result', data, value: withBytes(900) })
  output.show({ role: 'result', data, value: 'plain' })
  expect(posted.map(({ contents }) => contents.length)).toEqual([1, 0])
})

test('past the limit of a cell nothing is made, and the display says so', () => {
  const { output, posted } = outputOn(true)
  const taken: number[] = []
  output.show({ role: 'result', data, value: withBytes(900, taken) })
  output.show({ role: 'result', data, value: withBytes(200, taken) })
  output.show({ role: 'result', data, value: withBytes(Number.NaN, taken) })
  expect(taken).toEqual([900])
  expect(posted.slice(1).map(({ message }) => message)).toEqual([
    expect.objectContaining({ attachmentsOmitted: expect.stringContaining('attachmentBytes') }),
    expect.objectContaining({ attachmentsOmitted: expect.stringContaining('attachmentBytes') }),
  ])
})

test('a kernel whose host takes nothing beside messages makes nothing', () => {
  const { output, posted } = outputOn(false)
  const taken: number[] = []
  output.show({ role: 'result', data, value: withBytes(900, taken) })
  expect(taken).toEqual([])
  expect(posted[0].message).not.toHaveProperty('attachmentsOmitted')
})

test('no message brings attachments in its text', () => {
  const message = { type: 'display', run: 1, role: 'result', data, metadata: {} }
  expect(parseFromKernel(JSON.stringify(message))).toEqual(message)
  expect(parseFromKernel(JSON.stringify({ ...message, attachments: [{}] }))).toBeUndefined()
  expect(parseFromKernel(JSON.stringify({ ...message, attachmentsOmitted: 1 }))).toBeUndefined()
})
