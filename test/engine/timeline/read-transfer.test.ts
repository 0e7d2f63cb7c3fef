import { describe, expect, it } from 'vitest'
import { faults, simulate, singleLeader, workload } from '../../../engine/index.ts'
import { buildTimeline } from '../../../engine/timeline/build.ts'
import { readTransfer } from '../../../engine/timeline/read-transfer.ts'
import { type TransferredRun, toTransfer } from '../../../engine/timeline/transfer.ts'

const run = simulate({
  seed: 3,
  model: singleLeader(),
  workload: workload.ycsb('A', { clients: 2, rate: 50, keys: 5 }),
  faults: [faults.at('300ms').crash('n1')],
  duration: '500ms',
})
const sent = (): TransferredRun => structuredClone(toTransfer(run.recording).data)

/** The same data with one thing changed, as somebody could who is inside. @param path names of fields and places of items */
function changed(path: string, value: unknown): unknown {
  const data = sent()
  const names = path.split('.')
  const last = names.pop() ?? ''
  const target = names.reduce<object>((from, name) => Reflect.get(from, name), data)
  Reflect.set(target, last, value)
  return data
}

const pairs = (message: number, operation: number) => ({
  message: Int32Array.of(message),
  operation: Int32Array.of(operation),
})

describe('a recording from another thread', () => {
  it('is taken as it was sent', () => {
    const read = readTransfer(sent())
    if (!read.ok) throw new Error(read.problem.message)
    expect(read.value.trace.length).toBe(run.trace.length)
    expect(buildTimeline(read.value).operations.length).toBe(run.history.length)
  })

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['a text', 'recording'],
    ['an empty object', {}],
    ['no trace', changed('trace', undefined)],
    ['a column of another kind', changed('trace.columns.time', [1, 2])],
    ['a column that is too short', changed('trace.columns.a', new Float64Array(1))],
    ['a length that is another', changed('trace.length', 1e9)],
    ['a node that is not there', changed('trace.columns.node.0', 30_000)],
    ['an operation that is not there', changed('trace.columns.operation.5', 9e8)],
    ['time that goes back', changed('trace.columns.time.3', 1e12)],
    ['a key beyond all tables', changed('history.key.0', 2e9)],
    ['a source that is not there', changed('history.source.0', 2e9)],
    ['places without names', changed('places', [{}])],
    ['held by nobody', changed('held.0.replica', -5)],
    ['held is no list', changed('held', { map: 1 })],
    ['holders that are none', changed('holders', [[99]])],
    ['carried by what was not sent', changed('trace.carried', pairs(9e8, 0))],
    ['names that are objects', changed('title', { toString: 1 })],
    ['an end that is none', changed('endMicros', Number.NaN)],
  ])('is refused in a sentence where it is %s', (_, data) => {
    const read = readTransfer(data)
    expect(read.ok).toBe(false)
    expect(!read.ok && read.problem.message).toMatch(/^This (recording|text) .*\.$/)
  })
})
