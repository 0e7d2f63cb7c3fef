/** Regions of a public cloud, by where they lie. */
export const CLOUD_REGIONS = [
  'us-east',
  'us-west',
  'sa-east',
  'eu-west',
  'eu-central',
  'ap-south',
  'ap-southeast',
  'ap-northeast',
  'au-southeast',
] as const

export type CloudRegion = (typeof CLOUD_REGIONS)[number]

/**
 * Round trips between them in milliseconds: row n holds those of region n with the ones before it.
 *
 * Round figures of the order of magnitude that public measurements between the regions of large clouds show (Virginia, Oregon, São Paulo, Ireland, Frankfurt,
 * Mumbai, Singapore, Tokyo, Sydney): light in fibre takes about 1 ms a round trip for 100 km of cable, and cables are no straight lines. They are no measurement of
 * any one provider.
 */
const ROUND_TRIPS: readonly (readonly number[])[] = [
  [],
  [65],
  [115, 175],
  [70, 130, 180],
  [90, 145, 205, 25],
  [190, 220, 305, 125, 115],
  [220, 165, 325, 175, 160, 60],
  [150, 105, 260, 210, 225, 125, 70],
  [200, 140, 310, 260, 270, 150, 95, 105],
]

/** Between availability zones of one region: other buildings of the same town. */
export const ZONE_ROUND_TRIP_MILLIS = 0.8

/** Milliseconds from one region to another and back; undefined for a region and itself. */
export function roundTripMillis(one: CloudRegion, other: CloudRegion): number | undefined {
  const places = [CLOUD_REGIONS.indexOf(one), CLOUD_REGIONS.indexOf(other)]
  return ROUND_TRIPS[Math.max(...places)][Math.min(...places)]
}
