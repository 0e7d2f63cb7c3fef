import { describe, expect, test } from 'vitest'
import { mean } from '../../../engine/core/statistics.ts'
import {
  compare,
  latency,
  leaderless,
  observeRuns,
  type Run,
  replicate,
  type ScenarioSpec,
  simulate,
  singleLeader,
  sweep,
  sync,
  workload,
} from '../../../engine/index.ts'
import { displaySymbol } from '../../../engine/trace/table.ts'

const spec: ScenarioSpec = {
  model: singleLeader(),
  network: { latency: latency.uniform('1ms', '3ms') },
  workload: workload.ycsb('A', { clients: 4, rate: 200, keys: 10 }),
  duration: '500ms',
  drain: '100ms',
}

/** What the host is told while something runs. */
function progressOf(work: () => unknown): number[] {
  const seen: number[] = []
  observeRuns((fraction) => seen.push(fraction))
  try {
    work()
  } finally {
    observeRuns(undefined)
  }
  return seen
}

const expectRising = (seen: readonly number[]) => {
  expect(seen).toEqual([...seen].sort((a, b) => a - b))
  expect(seen.at(-1)).toBeCloseTo(1, 12)
}

describe('a scenario with many seeds', () => {
  const found = replicate({ ...spec, seed: 11 }, { seeds: 5 })

  test('is each of its runs', () => {
    const runs = [11, 12, 13, 14, 15].map((seed) => simulate({ ...spec, seed }))
    expect(found.seeds).toEqual([11, 12, 13, 14, 15])
    expect(found.fingerprints).toEqual(runs.map(({ fingerprint }) => fingerprint))
    expect(found.values('write p50')).toEqual(runs.map(({ metrics }) => metrics.latency.write.p50))
  })

  test('gives each of its runs again, with all that a run can show', () => {
    expect(found.run().fingerprint).toBe(found.fingerprints[0])
    const third = found.run(13)
    expect([third.seed, third.fingerprint]).toEqual([13, found.fingerprints[2]])
    expect(third.timeline().to).toBe(600_000)
    expect(() => found.run(16)).toThrow(
      'The seed is 16, but must be a seed of these runs, 11 to 15.',
    )
    const swept = sweep({ clients: [1, 2] }, ({ clients }) => ({
      ...spec,
      workload: workload.ycsb('A', { clients, rate: 200, keys: 10 }),
    }))
    const [one] = swept.points
    expect(one.replicates.run().fingerprint).toBe(one.replicates.fingerprints[0])
  })

  test('says how well its mean is known', () => {
    const values = found.values('write p50') as number[]
    const average = mean(values)!
    const squares = values.reduce((sum, value) => sum + (value - average) ** 2, 0)
    const estimate = found.estimate('write p50')
    expect(estimate.mean).toBe(average)
    // 2.776: Student's t for four degrees of freedom and 95 %.
    expect(estimate.halfWidth).toBeCloseTo(2.776445 * Math.sqrt(squares / 4 / 5), 3)
    expect(estimate.medianInterval).toBeUndefined()
    expect(estimate.runs).toBe(5)
  })

  test('says what a number that was never above 0 may hide', () => {
    const { nonzero } = found.estimate('lost writes')
    expect(nonzero).toMatchObject({ estimate: 0, low: 0 })
    expect(nonzero!.high).toBeCloseTo(0.4345, 3)
    expect(found.note('lost writes')).toContain('No fault struck')
  })

  test('can be run again from its recipe', () => {
    const { scenario, seeds } = found.recipe
    const again = replicate(JSON.parse(JSON.stringify(scenario)) as ScenarioSpec, { seeds })
    expect(again.fingerprints).toEqual(found.fingerprints)
    const data = found[displaySymbol]()['application/vnd.replilab.replicates+json']
    expect(JSON.parse(JSON.stringify(data))).toMatchObject({ recipe: found.recipe })
  })

  test('shows means, medians and how they were got', () => {
    const text = found.table.toText()
    expect(text).toContain(
      'Means of 5 runs, seeds 11 to 15, ± half of the 95% confidence interval; a number without ± was the same in every run.',
    )
    expect(text).toMatch(/lost writes +0² +0 +– +– +0% \(0% to 43.4%\)/)
    expect(text).toMatch(/write p50 +\d\.\d\d ms ± \d+/)
  })

  test('measures what one asks for', () => {
    const writes = { name: 'writes', unit: 'count', of: () => 7 }
    const own = replicate(spec, { seeds: 2, metrics: ['read p99', writes] })
    expect(own.metrics.map(({ name }) => name)).toEqual(['read p99', 'writes'])
    expect(own.estimate('writes')).toMatchObject({ mean: 7, halfWidth: 0 })
  })

  test('says of how many runs a number is that not all have', () => {
    const odd = { name: 'odd', of: (run: Run) => (run.seed % 2 === 1 ? run.seed : undefined) }
    const some = replicate(spec, { seeds: 3, metrics: [odd] })
    expect(some.values('odd')).toEqual([1, undefined, 3])
    expect(some.estimate('odd')).toMatchObject({ runs: 2, mean: 2 })
    expect(some.note('odd')).toBe('From 2 of 3 runs; the others have no such number.')
  })

  test('tells how far all of them have come', () => {
    expectRising(progressOf(() => replicate(spec, { seeds: 3 })))
  })
})

describe('a sweep', () => {
  const busy = {
    ...spec,
    network: { latency: latency.exponential('2ms') },
    workload: workload.ycsb('A', { clients: 4, rate: 1_000, keys: 1 }),
  }
  const quorums = sweep(
    { w: [1, 2], r: [1, 2] },
    ({ w, r }) => ({ ...busy, model: leaderless({ write: w, read: r }) }),
    { seeds: 3, metrics: ['read p50', 'write p50', 'stale reads', 'lost writes'] },
  )

  test('has a point for each combination, with the same seeds', () => {
    expect(quorums.points.map(({ at }) => at)).toEqual([
      { w: 1, r: 1 },
      { w: 1, r: 2 },
      { w: 2, r: 1 },
      { w: 2, r: 2 },
    ])
    for (const { replicates } of quorums.points) expect(replicates.seeds).toEqual([1, 2, 3])
  })

  test('has what each point has by itself', () => {
    const alone = replicate({ ...busy, model: leaderless({ write: 1, read: 2 }) }, { seeds: 3 })
    expect(quorums.points[1].replicates.fingerprints).toEqual(alone.fingerprints)
    expect(quorums.estimates('write p50')[1]).toEqual(alone.estimate('write p50'))
    expect(quorums.estimates('stale reads')[3].mean).toBe(0)
    expect(quorums.estimates('stale reads')[0].mean).toBeGreaterThan(0)
  })

  test('shows a row a point, and what is the same everywhere once', () => {
    const text = quorums.table.toText()
    expect(text).toContain('w  r  ')
    expect(text).toContain(
      'The same in every run: lost writes 0 (No fault struck, so no write was in danger).',
    )
    expect(text.split('\n').filter((line) => / ± /.test(line))).toHaveLength(4 + 1)
    expect(quorums.rows[0]).toMatchObject({ w: 1, r: 1, 'read p50': expect.any(Number) })
    expect(quorums.rows[0]).toHaveProperty(['read p50 ±'])
  })

  test('tells how far all of it has come', () => {
    const work = () =>
      sweep({ rate: [50, 100] }, () => spec, { seeds: 2, metrics: ['stale reads'] })
    expectRising(progressOf(work))
  })

  test('carries the recipe of every point', () => {
    const data = quorums[displaySymbol]()['application/vnd.replilab.sweep+json']
    const { recipes } = JSON.parse(JSON.stringify(data)) as { recipes: { recipe: unknown }[] }
    expect(recipes.map(({ recipe }) => recipe)).toEqual(
      quorums.points.map(({ replicates }) => replicates.recipe),
    )
  })

  const refused: readonly (readonly [string, () => unknown, string])[] = [
    ['no axes', () => sweep({}, () => spec), 'axes is empty'],
    ['an axis without values', () => sweep({ w: [] }, () => spec), 'axes.w is an empty list'],
    ['a value twice', () => sweep({ w: [1, 1] }, () => spec), 'axes.w[1] is 1'],
    [
      'a wrong scenario',
      () => sweep({ w: [1, 4] }, ({ w }) => ({ model: leaderless({ write: w }) })),
      'At w = 4: model.write is 4, but must be a whole number from 1 to 3 (the replication factor).',
    ],
    [
      'too many points',
      () => sweep({ a: [...Array(40).keys()], b: [...Array(40).keys()] }, () => spec),
      'more than 1000 points',
    ],
    [
      'too many runs',
      () => sweep({ a: [...Array(100).keys()] }, () => spec, { seeds: 10_000 }),
      'The sweep has 100 points with 10000 seeds each, 1000000 runs, but must have at most 100000.',
    ],
    ['no seeds', () => replicate(spec, { seeds: 0 }), 'options.seeds is 0'],
    [
      'an unknown metric',
      () => replicate(spec, { metrics: ['speed'] }),
      "'speed', but must be one",
    ],
    [
      'a metric that is no number',
      () => replicate(spec, { metrics: [{ name: 'x', of: () => Number.NaN }], seeds: 1 }),
      "The metric 'x' is NaN, but must be a finite number, or undefined where there is none.",
    ],
    [
      'a metric that was not measured',
      () => replicate(spec, { metrics: ['read p50'], seeds: 1 }).estimate('read p99'),
      "The metric is 'read p99', but must be 'read p50'.",
    ],
  ]

  test.each(refused)('refuses %s', (_what, attempt, sentence) => {
    expect(attempt).toThrow(sentence)
  })
})

describe('a comparison with many seeds', () => {
  const models = { async: spec, sync: { ...spec, model: singleLeader({ replication: sync() }) } }
  const found = compare(models, { seeds: 8, metrics: ['write p50', 'read p50', 'lost writes'] })

  test('has the difference of each pair of runs with the same seed', () => {
    const [one, other] = [found.members.async, found.members.sync]
    const differences = one
      .values('write p50')
      .map((value, index) => other.values('write p50')[index]! - value!)
    const difference = found.difference('write p50', 'sync')
    expect(difference.mean).toBeCloseTo(mean(differences)!, 9)
    expect(difference.mean! - difference.halfWidth!).toBeGreaterThan(0)
  })

  test('knows a difference better than its members, thanks to common random numbers', () => {
    const reads = found.difference('read p50', 'sync').halfWidth!
    expect(reads).toBeLessThan(found.members.async.estimate('read p50').halfWidth!)
  })

  test('shows members and differences', () => {
    const { columns, caption } = found.table
    expect(columns.map(({ name }) => name)).toEqual(['metric', 'async', 'sync', 'sync − async'])
    expect(caption).toContain('Means of 8 runs')
    expect(caption).toContain('pairs of runs with the same seed')
  })

  test('carries its recipes', () => {
    const data = found[displaySymbol]()['application/vnd.replilab.replicated-comparison+json']
    expect(JSON.parse(JSON.stringify(data))).toMatchObject({
      members: [{ name: 'async', recipe: { seeds: 8 } }, { name: 'sync' }],
    })
  })

  test('tells how far all of it has come', () => {
    expectRising(progressOf(() => compare(models, { seeds: 2 })))
    expectRising(progressOf(() => compare(models)))
  })

  test('refuses scenarios that do not share what they must', () => {
    const others = { a: spec, b: { ...spec, duration: '1s' } }
    expect(() => compare(others, { seeds: 2 })).toThrow("duration differs between 'a' and 'b'")
  })
})
