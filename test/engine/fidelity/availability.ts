import { Random } from '../../../engine/core/random.ts'
import { createLeaderless } from '../../../engine/protocols/leaderless/model.ts'
import { Ring } from '../../../engine/protocols/leaderless/ring.ts'
import { CrashKind } from '../../../engine/trace/event.ts'
import { Bench } from '../support/scenario.ts'

/**
 * How many of some writes succeed where each replica is up with probability `up`, drawn anew before every write: replicas crash and restart, while the
 * coordinator, which is none of them, runs all the time.
 */
export function writesAvailable(
  { replicas, quorum, up }: { replicas: number; quorum: number; up: number },
  writes: number,
  seed: number,
): number {
  const bench = new Bench(
    createLeaderless({
      nodes: replicas + 1,
      replicas,
      write: quorum,
      read: quorum,
      coordinator: 'non-replica',
      versions: 'last-writer-wins',
      readRepair: false,
      hintedHandoff: false,
      sloppyQuorum: false,
      antiEntropyMicros: undefined,
      suspectAfterMicros: 10_000,
      requestTimeoutMicros: 10_000,
      handoffMicros: 1_000_000,
    }),
    { seed, traceEvents: 0 },
  )
  const random = Random.fromSeed(seed).fork('crashes')
  const key = keyWithReplicas(replicas)
  for (let write = 0; write < writes; write++) {
    for (let replica = 0; replica < replicas; replica++) {
      const machine = bench.world.machines[replica]
      if (random.chance(up)) machine.start()
      else machine.crash(CrashKind.keepsWritten)
    }
    bench.submit({ action: 1, key })
    // Long enough for an answer or a refusal, and for late messages of this write to be gone.
    bench.advance(20_000)
  }
  bench.advance(2_000_000)
  return [...bench.world.history].filter(({ outcome }) => outcome === 'ok').length
}

/** A key that nodes 0 to `replicas` - 1 hold, so that the last node is the one outside. */
function keyWithReplicas(replicas: number): number {
  const nodes = Array.from({ length: replicas + 1 }, (_, node) => node)
  const ring = new Ring(nodes, replicas)
  let key = 0
  while (ring.othersOf(key)[0] !== replicas) key++
  return key
}
