import { expect, test } from 'vitest'
import { type ScenarioSpec, simulate, singleLeader, workload } from '../../../engine/index.ts'

const spec: ScenarioSpec = {
  model: singleLeader(),
  // Twelve closed clients on a node that takes 1 ms a request: the queue is full from the first moment on.
  service: { request: '1ms' },
  workload: workload.ycsb('A', { clients: 12, keys: 10 }),
  duration: '2s',
  drain: '0s',
}

test('what begins in the warm-up is in no figure of steady work', () => {
  const whole = simulate(spec)
  const warm = simulate({ ...spec, warmUp: '500ms' })
  expect(warm.fingerprint).toBe(whole.fingerprint)
  const total = ({ summary }: typeof whole) => summary.reads.total + summary.writes.total
  const later = [...whole.history].filter(({ invoked }) => invoked >= 500_000)
  expect(total(warm)).toBe(later.length)
  expect(total(whole)).toBe(whole.history.length)
  expect(warm.metrics.latency.read.minimum).toBeGreaterThan(
    whole.metrics.latency.read.minimum as number,
  )
})

test('what was lost counts from the start', () => {
  const warm = simulate({ ...spec, warmUp: '500ms' })
  expect(warm.metrics.lostWrites?.acknowledged).toBe(
    simulate(spec).metrics.lostWrites?.acknowledged,
  )
})

test('a run says how long it warmed up', () => {
  const { summary } = simulate({ ...spec, warmUp: '500ms' })
  expect(summary.warmUpMicros).toBe(500_000)
})

test('a warm-up that leaves nothing to measure is refused', () => {
  expect(() => simulate({ ...spec, warmUp: '2s' })).toThrow(
    'warmUp is 2s, but must be below the duration, 2s.',
  )
})
