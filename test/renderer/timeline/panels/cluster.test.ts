import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildTimeline, type Timeline } from '../../../../engine/timeline/index.ts'
import { clusterWords } from '../../../../renderer/timeline/panels/cluster/cluster-words.ts'
import { cutsAt } from '../../../../renderer/timeline/panels/cluster/cuts.ts'
import { flightLimits, flightsAt } from '../../../../renderer/timeline/panels/cluster/flights.ts'
import { boxOf, placeLabels } from '../../../../renderer/timeline/panels/cluster/labels.ts'
import { placeCluster } from '../../../../renderer/timeline/panels/cluster/places.ts'
import { failover, splitBrain } from './runs.ts'

const FAILOVER = buildTimeline(failover().recording)
const SPLIT = buildTimeline(splitBrain().recording)

/** A timeline of nodes alone, with names of some length. */
function named(names: readonly string[], regions: readonly string[]): Timeline {
  const nodes = names.map((name, endpoint) => ({
    ...FAILOVER.nodes[0],
    endpoint,
    name,
    region: regions[endpoint % regions.length] ?? '',
  }))
  return { ...FAILOVER, nodes }
}

describe('The picture of a cluster', () => {
  it('never lets names overlap or leave the picture, with 1 to 40 nodes of any names', () => {
    const many = fc.array(fc.string({ minLength: 1, maxLength: 30 }), {
      minLength: 1,
      maxLength: 40,
    })
    const regions = fc.constantFrom([''], ['eu', 'us'], ['eu', 'us', 'asia'])
    fc.assert(
      fc.property(many, regions, fc.integer({ min: 320, max: 1_400 }), (names, places, width) => {
        const placed = placeCluster(named(names, places), width, 300)
        const boxes = placeLabels(placed, () => 'follower · term 2').map(boxOf)
        for (const [at, box] of boxes.entries()) {
          expect(box.left).toBeGreaterThanOrEqual(0)
          expect(box.right).toBeLessThanOrEqual(width)
          for (const other of boxes.slice(0, at)) {
            const isApart =
              box.left >= other.right ||
              other.left >= box.right ||
              box.top >= other.bottom ||
              other.top >= box.bottom
            expect(isApart).toBe(true)
          }
        }
      }),
      { seed: 42, numRuns: 60 },
    )
  })

  it('names all of 27 nodes in three regions, and of 27 in one', () => {
    const names = Array.from({ length: 27 }, (_, at) => `n${at + 1}`)
    for (const regions of [['eu', 'us', 'asia'], ['']]) {
      const placed = placeCluster(named(names, regions), 900, 300)
      expect(placeLabels(placed).map(({ text }) => text)).toHaveLength(27)
    }
  })

  it('has messages on their way between sender and receiver, in the measure of time', () => {
    const places = placeCluster(FAILOVER, 900, 300)
    const { messages } = FAILOVER
    const id = [...messages.sent.keys()].find(
      (one) => messages.ended[one] - messages.sent[one] > 1_000 && messages.from[one] < 3,
    )!
    const halfway = (messages.sent[id] + messages.ended[id]) / 2
    const { flying } = flightsAt(FAILOVER, places, halfway, 0, {})
    const flight = flying.find(({ message }) => message === id)!
    const [from, to] = [places.of[messages.from[id]]!, places.of[messages.to[id]]!]
    expect(flight.x).toBeCloseTo((from.x + to.x) / 2)
    expect(flight.y).toBeCloseTo((from.y + to.y) / 2)
    expect(flightsAt(FAILOVER, places, messages.ended[id], 0, {}).flying).not.toContainEqual(
      expect.objectContaining({ message: id }),
    )
  })

  it('counts exactly the messages that are under way, and shows what was just lost', () => {
    const places = placeCluster(FAILOVER, 900, 300)
    const { sent, ended, fate } = FAILOVER.messages
    for (const time of [500_000, 1_200_000, 1_900_000]) {
      const under = [...sent.keys()].filter((id) => sent[id] <= time && ended[id] > time)
      const { flying, more } = flightsAt(FAILOVER, places, time, 20_000, {})
      expect(flying.length + more).toBe(under.length)
    }
    const dead = [...sent.keys()].find((id) => fate[id] === 4)!
    const { lost } = flightsAt(FAILOVER, places, ended[dead] + 5, 20_000, {})
    expect(lost.map(({ message }) => message)).toContain(dead)
  })

  it('draws no more than its limit, and says how many there are besides', () => {
    const many = flightLimits.drawn * 3
    const messages = {
      ...FAILOVER.messages,
      length: many,
      sent: new Float64Array(many),
      ended: new Float64Array(many).fill(1_000),
      from: new Int16Array(many),
      to: new Int16Array(many).fill(1),
      kind: new Uint8Array(many),
      fate: new Uint8Array(many),
      operation: new Int32Array(many).fill(-1),
      longestMicros: 1_000,
    }
    const crowded = { ...FAILOVER, messages }
    const { flying, more } = flightsAt(crowded, placeCluster(crowded, 900, 300), 500, 0, {})
    expect(flying.length).toBeLessThanOrEqual(flightLimits.drawn)
    expect(flying.length + more).toBe(many)
  })

  it('tells the sides of a partition, and none where there is none', () => {
    const { cuts, sides } = cutsAt(SPLIT, 1_000_000)
    expect(cuts).toHaveLength(3)
    expect([...sides].sort(([one], [other]) => one - other)).toEqual([
      [0, 'A'],
      [1, 'B'],
      [2, 'B'],
      [3, 'B'],
    ])
    expect(cutsAt(SPLIT, 500_000)).toEqual({ cuts: [], sides: new Map() })
    expect(cutsAt(SPLIT, 2_500_000).cuts).toEqual([])
  })

  it('is told in words for those who do not see it', () => {
    const places = placeCluster(SPLIT, 900, 300)
    const time = 1_500_000
    const flights = flightsAt(SPLIT, places, time, 0, {})
    const words = clusterWords(SPLIT, time, cutsAt(SPLIT, time), flights)
    expect(words).toMatch(/^n1 cut off leader · term 1; n2 leader · term 2; n3 follower · term 2;/)
    expect(words).toMatch(/cut: n1 \| n2 n3 controller\.$/)
  })
})
