import type { OperationMix, ResolvedWorkload } from '../../workload/resolved.ts'
import { type CheckedWorkload, type MixSpec, totalWeight, type YcsbName } from '../spec/workload.ts'

/** Source: Cooper et al., "Benchmarking Cloud Serving Systems with YCSB" (SoCC 2010), table 2. */
const YCSB_MIXES: Readonly<Record<YcsbName, OperationMix>> = {
  A: { read: 0.5, update: 0.5, insert: 0, readModifyWrite: 0, writeThenRead: 0 },
  B: { read: 0.95, update: 0.05, insert: 0, readModifyWrite: 0, writeThenRead: 0 },
  C: { read: 1, update: 0, insert: 0, readModifyWrite: 0, writeThenRead: 0 },
  D: { read: 0.95, update: 0, insert: 0.05, readModifyWrite: 0, writeThenRead: 0 },
  F: { read: 0.5, update: 0, insert: 0, readModifyWrite: 0.5, writeThenRead: 0 },
}

export function resolveWorkload(given: CheckedWorkload): ResolvedWorkload {
  const { keys, rate, operations = Number.POSITIVE_INFINITY } = given
  const isNewestFirst = given.kind === 'ycsb' && given.name === 'D'
  const { distribution = isNewestFirst ? 'latest' : 'zipfian' } = keys
  return {
    clients: given.clients,
    arrival:
      rate === undefined
        ? { kind: 'closed', thinkMicros: given.think }
        : { kind: 'open', ratePerSecond: rate },
    mix: given.kind === 'ycsb' ? YCSB_MIXES[given.name] : shares(given),
    readAfterMicros: given.kind === 'ycsb' ? 0 : given.readAfter,
    keys: { count: keys.count, distribution, exponent: keys.exponent },
    valueBytes: given.valueBytes,
    timeoutMicros: given.timeout,
    retries: given.retries,
    operations,
  }
}

function shares(weights: Required<MixSpec>): OperationMix {
  const total = totalWeight(weights)
  return {
    read: weights.read / total,
    update: weights.update / total,
    insert: weights.insert / total,
    readModifyWrite: weights.readModifyWrite / total,
    writeThenRead: weights.writeThenRead / total,
  }
}
