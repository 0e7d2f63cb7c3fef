import { expect, test } from 'vitest'
import {
  defineModel,
  faults,
  inSync,
  latency,
  leaderless,
  mostUpToDate,
  multiLeader,
  phiAccrual,
  ScenarioError,
  semiSync,
  singleLeader,
  vote,
  workload,
} from '../../../engine/index.ts'

type Maker = (options: never) => unknown

const MAKERS: readonly (readonly [name: string, maker: Maker])[] = [
  ['singleLeader', singleLeader],
  ['multiLeader', multiLeader],
  ['leaderless', leaderless],
  ['defineModel', defineModel],
  ['semiSync', semiSync],
  ['inSync', inSync],
  ['vote', vote],
  ['mostUpToDate', mostUpToDate],
  ['phiAccrual', phiAccrual],
  ['latency.lognormal', latency.lognormal],
  ['latency.pareto', latency.pareto],
  ['workload.ycsb', (options) => workload.ycsb('A', options)],
  ['workload.custom', workload.custom],
  ['crash', (options) => faults.at('1s').crash('n1', options)],
  ['loss', (options) => faults.at('1s').loss(0.1, options)],
  ['oneWay', (options) => faults.at('1s').oneWay(options)],
]

test.each(MAKERS)('%s refuses options without names instead of leaving them out', (name, maker) => {
  expect(() => maker(2 as never)).toThrow(ScenarioError)
  expect(() => maker(2 as never)).toThrow(
    `${name} takes an object of options by name, but was given 2.`,
  )
  expect(() => maker('1s' as never)).toThrow(`but was given '1s'.`)
  expect(() => maker(['1s'] as never)).toThrow('but was given a list of 1.')
  expect(() => maker(null as never)).toThrow('but was given null.')
})
