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
 * Round trips between them in milliseconds: row n holds those from region n to the ones before it.
 *
 * What one large provider measured on its own network as medians over the thirty days to 30 July 2026: Microsoft, "Azure network round-trip latency
 * statistics" (learn.microsoft.com, azure/networking/azure-network-latency), between East US, West US 2, Brazil South, North Europe (Ireland), Germany
 * West Central, Central India, Southeast Asia (Singapore), Japan East and Australia East. For other providers and months they tell the order of magnitude: a
 * table of another provider's for April 2017 ("AWS Regions", acomputerscientistlearnsaws.blogspot.com) agrees within a quarter but for Singapore, which was
 * up to twice as far from Europe and Sydney.
 */
const ROUND_TRIPS: readonly (readonly number[])[] = [
  [],
  [73],
  [118, 177],
  [73, 130, 172],
  [94, 154, 196, 26],
  [201, 211, 303, 146, 140],
  [224, 162, 330, 176, 166, 53],
  [162, 100, 262, 227, 236, 122, 72],
  [202, 161, 295, 263, 267, 144, 95, 104],
]

/**
 * Between availability zones of one region: other buildings of the same town. Of the order of a millisecond: one who measured the zones of one provider against each
 * other found 3.4 ms at most ("Measuring AWS Region and AZ Latency", xkyle.com, the best of 50 pings a pair).
 */
export const ZONE_ROUND_TRIP_MILLIS = 0.8

/** Milliseconds from one region to another and back; undefined for a region and itself. */
export function roundTripMillis(one: CloudRegion, other: CloudRegion): number | undefined {
  const places = [CLOUD_REGIONS.indexOf(one), CLOUD_REGIONS.indexOf(other)]
  return ROUND_TRIPS[Math.max(...places)][Math.min(...places)]
}
