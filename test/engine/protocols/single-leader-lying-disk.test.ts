import { describe, expect, test } from 'vitest'
import { faults, simulate, singleLeader, workload } from '../../../engine/index.ts'
import { EventKind, RoleCode } from '../../../engine/trace/event.ts'

/** A leader without failover that is restarted, on a network that doubles and reorders. */
const runOf = (seed: number, isLying: boolean) =>
  simulate({
    seed,
    model: singleLeader({ followers: 2 }),
    network: { duplication: 0.1, ordered: false },
    workload: workload.ycsb('A', { clients: 3, rate: 100, keys: 4 }),
    faults: [
      ...(isLying ? [faults.at('1ms').lyingDisk('n1', { delay: '200ms', for: '960ms' })] : []),
      faults.at('500ms').crash('n1', { loses: 'unsynced' }),
      faults.at('950ms').restart('n1'),
    ],
    duration: '1s',
  })

const termsLed = (run: ReturnType<typeof runOf>): number[] =>
  run.trace
    .events(EventKind.role)
    .filter(({ node, a }) => node === 0 && a === RoleCode.leader)
    .map(({ b }) => b)

describe('a leader that is restarted', () => {
  test('goes on in its term where its disk kept what it said', () => {
    expect(termsLed(runOf(1, false))).toEqual([1, 1])
  })

  test('begins a new term where its disk lost what followers may have', () => {
    const [first, second] = termsLed(runOf(1, true))
    expect(first).toBe(1)
    expect(second).toBeGreaterThan(1)
  })

  test('and its followers agree with it in the end, whatever answers of its former life still come', () => {
    for (let seed = 0; seed < 40; seed++) {
      const { nodes } = runOf(seed, true)
      const lengths = nodes.map(({ log }) => log?.length)
      expect(new Set(lengths).size, `seed ${seed}: ${lengths}`).toBe(1)
    }
  })
})
