import { expect, test } from 'vitest'
import { columnBuffers } from '../../../renderer/stores/column-buffers.ts'

test('the buffers of columns are found once each, whatever else is there', () => {
  const time = new Float64Array(4)
  const data = {
    trace: { columns: { time, again: time }, carried: { message: new Int32Array(1) } },
    history: { key: new Int32Array(2), values: [[1, 'x']] },
  }
  expect(columnBuffers(data)).toHaveLength(3)
})

test.each([undefined, 'text', {}, { trace: 1 }, { trace: { columns: [] }, history: null }])(
  'of what is no recording there are none: %j',
  (data) => {
    expect(columnBuffers(data)).toEqual([])
  },
)

test('what contains itself is looked at as far as a recording goes', () => {
  const columns: Record<string, unknown> = {}
  columns.self = columns
  expect(columnBuffers({ trace: { columns, carried: columns } })).toEqual([])
})
