import { formatBytes, formatNumber, Table } from '../../engine/index.ts'
import type { CheckTime } from './linearizability-checks.ts'
import type { MillionResult } from './million.ts'
import type { PageResults } from './page/results.ts'
import { pageRows, type Row } from './page/rows.ts'
import type { NodeRate, QueueRate, RateResults } from './rates.ts'

/** All that one run of the benchmark measured; what `--json` writes. */
export interface BenchResults extends RateResults {
  readonly node: string
  readonly processor: string
  readonly million: MillionResult
  readonly checks: readonly CheckTime[]
  /** Time of ten times the operations over the time of the operations. */
  readonly growthWithOperations: number
  readonly growthWithNodes: readonly NodeRate[]
  /** Undefined where there is no Chromium. */
  readonly page: PageResults | undefined
}

/** The limits that are wanted of everything but the rates, which carry their own. */
const GOALS = { bytesAnEvent: 48, millionSeconds: 10, peakBytes: 1.5 * 2 ** 30, growth: 11 }

/** The results as a table: what, how much, what is wanted, and whether it is so. */
export function reportText(results: BenchResults): string {
  const { million, node, processor } = results
  const rows = [
    ...rateRows(results),
    ...millionRows(million),
    ...growthRows(results),
    ...results.checks.map(checkRow),
    ...pageRows(results.page),
  ]
  return new Table(['measured', { name: 'value', align: 'right' }, 'goal', 'met'], rows, {
    title: `Replilab benchmark: Node ${node}, ${processor}`,
    caption: `Seconds are processor time of all threads of the process. Rates: the best of several turns, taken in rotation. The bare queue is a plain binary heap of typed arrays.`,
  }).toText()
}

const atLeast = (value: number, goal: number) => (value >= goal ? 'yes' : 'no')
const atMost = (value: number, goal: number) => (value <= goal ? 'yes' : 'no')
const perSecond = (rate: number) => `${(rate / 1e6).toFixed(2)} M/s`
const seconds = (time: number) => `${time.toFixed(2)} s`

const waiting = (queue: QueueRate) => `${formatNumber(queue.waiting)} waiting`

const rateRows = ({ bareQueue, shallowQueue, rates }: RateResults): Row[] => [
  [`bare queue, push and pop, ${waiting(bareQueue)}`, perSecond(bareQueue.perSecond), '', ''],
  [
    `for comparison: a four-ary heap, ${waiting(shallowQueue)} as in the leaderless run`,
    perSecond(shallowQueue.perSecond),
    '',
    '',
  ],
  ...rates.flatMap(({ name, trace, deliveriesPerSecond, ratio, goal }): Row[] => [
    [`${name}, trace ${trace}: deliveries`, perSecond(deliveriesPerSecond), '', ''],
    ['  of the bare queue', ratio.toFixed(2), `≥ ${goal.toFixed(2)}`, atLeast(ratio, goal)],
  ]),
]

const checkRow = ({ name, seconds: time, goal }: CheckTime): Row => [
  name,
  `${(time * 1000).toFixed(1)} ms`,
  `< ${goal * 1000} ms`,
  atMost(time, goal),
]

function millionRows(million: MillionResult): Row[] {
  const { operations, traceEvents, bytesAnEvent, simulateSeconds, metricsSeconds } = million
  const total = simulateSeconds + metricsSeconds
  const { peakBytes } = million
  return [
    [
      'bytes a trace event',
      bytesAnEvent.toFixed(0),
      `≤ ${GOALS.bytesAnEvent}`,
      atMost(bytesAnEvent, GOALS.bytesAnEvent),
    ],
    [
      `${formatNumber(operations)} operations, ${formatNumber(traceEvents)} events`,
      seconds(simulateSeconds),
      '',
      '',
    ],
    ['  every metric of them', seconds(metricsSeconds), '', ''],
    ['  both', seconds(total), `< ${GOALS.millionSeconds} s`, atMost(total, GOALS.millionSeconds)],
    [
      '  memory at most',
      formatBytes(peakBytes),
      `< ${formatBytes(GOALS.peakBytes)}`,
      atMost(peakBytes, GOALS.peakBytes),
    ],
  ]
}

const growthRows = ({ growthWithOperations, growthWithNodes }: BenchResults): Row[] => [
  [
    '10 times the operations: time',
    `${growthWithOperations.toFixed(1)} times`,
    `≤ ${GOALS.growth} times`,
    atMost(growthWithOperations, GOALS.growth),
  ],
  ...growthWithNodes.map(({ nodes, deliveriesPerSecond }): Row => {
    return [`leaderless, ${nodes} nodes: deliveries`, perSecond(deliveriesPerSecond), '', '']
  }),
]
