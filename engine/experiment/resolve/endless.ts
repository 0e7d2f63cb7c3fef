import { ok, type Result } from '../../core/result.ts'
import type { Latency } from '../../network/latency.ts'
import type { ResolvedWorkload } from '../../workload/resolved.ts'
import { problem } from '../schema/refusal.ts'
import type { CheckedScenario } from '../spec/scenario.ts'

/** Refuses clients that would ask again and again while no time passes. */
export function checkTimePasses(
  { network, service, disk }: CheckedScenario,
  { arrival, operations, mix }: ResolvedWorkload,
): Result<undefined> {
  const isEndless =
    arrival.kind === 'closed' && arrival.thinkMicros === 0 && !Number.isFinite(operations)
  const hasWrites = mix.read < 1
  const latencies = [
    network.latency,
    ...network.links.map((link) => link.latency ?? NO_TIME),
    service.request,
    service.message,
  ]
  const hasBandwidth =
    network.bandwidth !== undefined || network.links.some((link) => link.bandwidth !== undefined)
  const takesTime = hasBandwidth || !latencies.every(isNone) || (disk.sync > 0 && hasWrites)
  if (!isEndless || takesTime) return ok(undefined)
  const sentence =
    'The workload is a closed loop in which no time ever passes: network.latency, service.request, workload.think or workload.operations must be above 0, or workload.rate be given.'
  return problem('scenario/conflict', sentence)
}

const NO_TIME: Latency = { kind: 'constant', micros: 0 }

/** Whether every draw of it rounds to no time at all. */
function isNone(latency: Latency): boolean {
  switch (latency.kind) {
    case 'constant':
      return latency.micros === 0
    case 'uniform':
      return latency.to === 0
    case 'exponential':
      return latency.mean === 0
    case 'shifted':
      return latency.by === 0 && isNone(latency.latency)
    case 'mixture':
      return latency.parts.every((part) => isNone(part.latency))
    case 'empirical':
      return latency.samples.every((sample) => sample === 0)
    default:
      return false
  }
}
