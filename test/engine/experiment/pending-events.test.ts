import { expect, test } from 'vitest'
import { PENDING_EVENTS } from '../../../engine/experiment/world.ts'
import { cluster, simulate, singleLeader } from '../../../engine/index.ts'

/** Each heartbeat sends 199 messages that do not arrive for an hour. */
const crowded = {
  model: singleLeader({ followers: 199, heartbeat: '1ms' }),
  network: { latency: '1h', duplication: 1 },
  limits: { traceEvents: 0 },
}

test('a run in which more events wait than there is room for ends early and says so', () => {
  const run = simulate({ ...crowded, duration: '1h' })
  expect(run.limits[0]).toEqual({
    name: 'pendingEvents',
    limit: PENDING_EVENTS,
    message:
      'The run ended early, at the limit of 2000000 events that wait at once (messages on their way, timers, operations to come).',
  })
  expect(run.recording.endedBy).toEqual({ limit: 'pendingEvents', value: PENDING_EVENTS })
}, 60_000)

test('a cluster goes no further either', () => {
  const c = cluster(crowded)
  expect(() => c.advance('1h')).toThrow(
    /^The cluster has come to its limit of 2000000 events that wait at once \(.*\) and goes no further\.$/,
  )
}, 60_000)
