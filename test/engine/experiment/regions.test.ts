import { describe, expect, test } from 'vitest'
import {
  faults,
  leaderless,
  type ModelSpec,
  multiLeader,
  regions,
  resolve,
  type ScenarioSpec,
  simulate,
  singleLeader,
  workload,
} from '../../../engine/index.ts'

const THREE = ['us-east', 'eu-west', 'ap-northeast']

const spread = (model: ModelSpec, more: Partial<ScenarioSpec> = {}): ScenarioSpec => ({
  model,
  network: { latency: '500us', links: regions.publicCloud(THREE) },
  workload: workload.ycsb('B', { clients: 6, keys: 20, rate: 60 }),
  duration: '5s',
  drain: '2s',
  ...more,
})

function resolved(spec: ScenarioSpec) {
  const result = resolve(spec)
  if (!result.ok) throw new Error(result.problem.message)
  return result.value
}

describe('links between regions of a public cloud', () => {
  test('take half of the round trip each way, with a little jitter', () => {
    expect(regions.publicCloud(['us-east', 'eu-west'])).toEqual([
      {
        between: ['us-east', 'eu-west'],
        latency: { kind: 'lognormal', p50: '36500us', p99: '40150us' },
      },
    ])
  })

  test('obey the triangle of the globe: no detour is much shorter than the way', () => {
    const all = [
      ...THREE,
      'us-west',
      'sa-east',
      'eu-central',
      'ap-south',
      'ap-southeast',
      'au-southeast',
    ]
    const { network } = resolved({
      model: leaderless({ nodes: all.length, regions: all }),
      network: { links: regions.publicCloud(all) },
    })
    const nodes = [...all.keys()]
    const detours = nodes.flatMap((from) =>
      nodes.flatMap((to) => nodes.map((over) => ({ from, to, over }))),
    )
    for (const { from, to, over } of detours) {
      if (new Set([from, to, over]).size < 3) continue
      const detour = network.distance(from, over) + network.distance(over, to)
      const way = `${all[from]} to ${all[to]} over ${all[over]}`
      expect(detour, way).toBeGreaterThan(0.85 * network.distance(from, to))
    }
  })

  test('are below a millisecond between zones of one region', () => {
    const links = regions.publicCloud(['us-east-a', 'us-east-b', 'eu-west'])
    const medians = links.map(({ latency }) => (latency as { p50: string }).p50)
    expect(medians).toEqual(['400us', '36500us', '36500us'])
  })

  test('are refused for a region that nobody knows', () => {
    expect(() => regions.publicCloud(['us-east', 'mars'])).toThrow(
      /^regions\[1\] is 'mars', but must be us-east, .* or a zone of it such as us-east-a\.$/,
    )
  })

  test('can be of your own', () => {
    const links = regions.roundTrips({ eu: { us: '80ms' } })
    expect(links).toEqual([
      { between: ['eu', 'us'], latency: { kind: 'lognormal', p50: '40ms', p99: '44ms' } },
    ])
    expect(() => regions.roundTrips({ eu: { us: 'far' } })).toThrow('roundTrips.eu.us')
  })

  test('hold in a scenario, and no others', () => {
    const { network, endpoints } = resolved(spread(singleLeader({ regions: THREE })))
    const near = endpoints.filter(({ region }) => region === 'us-east').map(({ id }) => id)
    expect(network.distance(near[0], near[1])).toBe(500)
    expect(network.distance(0, 1)).toBe(36_500)
    expect(network.distance(1, 2)).toBe(113_500)
  })
})

describe('clients in regions', () => {
  /** By region of the client: the regions of the replicas that answered its reads. */
  const answers = (spec: ScenarioSpec, from = 0) => {
    const { history, names } = simulate(spec)
    const found = new Map<string, Set<string>>()
    const first = names.endpoints.findIndex(({ kind }) => kind === 'client')
    for (const { session, action, node, outcome, invoked } of history) {
      if (action !== 'read' || outcome !== 'ok' || invoked < from) continue
      const { region } = names.endpoints[first + session]
      const regionsOf = found.get(region) ?? new Set()
      found.set(region, regionsOf.add(names.endpoints[node].region))
    }
    return Object.fromEntries([...found].map(([region, set]) => [region, [...set]]))
  }
  const home = { 'us-east': ['us-east'], 'eu-west': ['eu-west'], 'ap-northeast': ['ap-northeast'] }

  test('read at the nearest replica, where the model lets them', () => {
    expect(answers(spread(singleLeader({ regions: THREE, reads: 'nearest' })))).toEqual(home)
    expect(answers(spread(multiLeader({ leaders: 3, regions: THREE })))).toEqual(home)
    expect(answers(spread(leaderless({ regions: THREE, coordinator: 'nearest' })))).toEqual(home)
  })

  test('read fast there, and write as slowly as the leader is far', () => {
    const { metrics } = simulate(spread(singleLeader({ regions: THREE, reads: 'nearest' })))
    expect(metrics.latency.read.p99!).toBeLessThan(5_000)
    expect(metrics.latency.write.maximum!).toBeGreaterThan(140_000)
  })

  test('go to the next nearest when theirs is cut off', () => {
    const model = multiLeader({ leaders: 3, regions: THREE })
    const cut = spread(model, { faults: [faults.at('1s').crash('n2')] })
    // The client in Europe learns of it by one timeout; Virginia is nearer than Tokyo.
    expect(answers(cut, 3_000_000)['eu-west']).toEqual(['us-east'])
  })
})
