import { MICROS_PER_MILLI, type Micros } from '../../core/clock.ts'
import { ok, type Result } from '../../core/result.ts'
import { orThrow } from '../scenario-error.ts'
import { type Duration, durationText, positiveDuration } from '../schema/duration.ts'
import { refuse, within } from '../schema/refusal.ts'
import { listed } from '../schema/show.ts'
import { latency } from './latency.ts'
import type { LinkSpec } from './network.ts'
import {
  CLOUD_REGIONS,
  type CloudRegion,
  roundTripMillis,
  ZONE_ROUND_TRIP_MILLIS,
} from './public-cloud.ts'

/** 99th percentile over median: long lines are steady, short ones are as busy as the machines at their ends. */
const JITTER_FAR = 1.1
const JITTER_NEAR = 2

/** Links between regions, for `network: { links: … }`. Within a region the network's own latency holds. */
export const regions = {
  /**
   * Links between regions of a public cloud: half of the round trip each way, the 99th percentile a tenth above the median. The round trips are
   * the medians that one large provider published for July 2026; elsewhere they are of this order. A letter behind a region names an availability zone of it, with 0.8 ms from zone to zone and back:
   * `regions.publicCloud(['us-east-a', 'us-east-b', 'eu-west'])`.
   *
   * Regions: us-east, us-west, sa-east, eu-west, eu-central, ap-south, ap-southeast, ap-northeast, au-southeast.
   * @throws {ScenarioError} for a region that is not among them
   */
  publicCloud(names: readonly string[]): LinkSpec[] {
    const places = names.map((name, index) => orThrow(placeOf(name, within('regions', index))))
    return pairs(places).map(([one, other]) => cloudLink(one, other))
  },

  /**
   * Links with round trips of one's own: `regions.roundTrips({ eu: { us: '80ms', asia: '160ms' }, us: { asia: '150ms' } })`. Half of it each way, the 99th
   * percentile a tenth above the median.
   * @throws {ScenarioError} for what is no time
   */
  roundTrips(trips: Readonly<Record<string, Readonly<Record<string, Duration>>>>): LinkSpec[] {
    return Object.entries(trips).flatMap(([one, others]) =>
      Object.entries(others).map(([other, trip]) => {
        const micros = orThrow(positiveDuration.read(trip, `roundTrips.${one}.${other}`))
        return link(one, other, micros, JITTER_FAR)
      }),
    )
  },
} as const

interface Place {
  readonly name: string
  readonly region: CloudRegion
}

function placeOf(name: string, path: string): Result<Place> {
  const region = CLOUD_REGIONS.find((known) => name === known || isZoneOf(name, known))
  return region === undefined
    ? refuse(path, name, `${listed(CLOUD_REGIONS)}, or a zone of it such as us-east-a`)
    : ok({ name, region })
}

const isZoneOf = (name: string, region: string): boolean =>
  name.startsWith(`${region}-`) && /^[a-z]$/.test(name.slice(region.length + 1))

function cloudLink(one: Place, other: Place): LinkSpec {
  const far = roundTripMillis(one.region, other.region)
  const millis = far ?? ZONE_ROUND_TRIP_MILLIS
  const jitter = far === undefined ? JITTER_NEAR : JITTER_FAR
  return link(one.name, other.name, millis * MICROS_PER_MILLI, jitter)
}

function link(one: string, other: string, roundTrip: Micros, jitter: number): LinkSpec {
  const p50 = Math.round(roundTrip / 2)
  const p99 = Math.round(p50 * jitter)
  return {
    between: [one, other],
    latency: latency.lognormal({ p50: durationText(p50), p99: durationText(p99) }),
  }
}

/** Every pair of different names, once. */
const pairs = (places: readonly Place[]): [Place, Place][] =>
  places.flatMap((one, index) =>
    places
      .slice(index + 1)
      .filter(({ name }) => name !== one.name)
      .map((other): [Place, Place] => [one, other]),
  )
