import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formOf } from '../../../../engine/check/export/form-of.ts'
import type { Recorded } from '../../../../engine/check/export/run-event.ts'
import { toEdn } from '../../../../engine/check/export/to-edn.ts'
import { toJsonLines } from '../../../../engine/check/export/to-json-lines.ts'
import { importHistory } from '../../../../engine/check/import/import-history.ts'
import { valuesOf } from '../../../../engine/check/import/values.ts'
import { linearizable } from '../../../../engine/check/linearizable/linearizable.ts'
import { register } from '../../../../engine/check/models/register.ts'
import {
  NEVER_RETURNED,
  type ObservedHistory,
  type ObservedOperation,
} from '../../../../engine/check/observed-history.ts'
import { positionsOf } from '../../../../engine/check/positions.ts'
import type { SequentialModel } from '../../../../engine/check/sequential-model.ts'
import { faults, leaderless, simulate, singleLeader, workload } from '../../../../engine/index.ts'
import { Action, History, Outcome } from '../../../../engine/trace/history.ts'

const exporters: [string, (recorded: Recorded) => string][] = [
  ['EDN', toEdn],
  ['JSON lines', toJsonLines],
]

/** What a check can know of a run's operations, without any text between. */
function observedOf({ history, names }: Recorded): ObservedHistory {
  const { call, return: end } = positionsOf(history)
  const operations: ObservedOperation[] = []
  const asValue = valuesOf([])
  for (const { id, action, outcome, session, key, value, invoked, returned } of history) {
    const isKnown = outcome === 'ok'
    if (outcome === 'fail' || (action === 'read' && !isKnown)) continue
    operations.push({
      id: operations.length,
      process: session,
      key: names.key(key),
      input: action === 'read' ? { action } : { action, value: asValue(formOf(value)) },
      output: action === 'read' ? asValue(formOf(value)) : isKnown ? true : undefined,
      isKnown,
      call: call[id],
      return: isKnown ? end[id] : NEVER_RETURNED,
      invokedMicros: invoked,
      ...(isKnown ? { returnedMicros: returned } : {}),
    })
  }
  return { operations }
}

/** The same operations, with positions as places among those that remain, and without lines. */
function compared({ operations }: ObservedHistory, processName: (process: number) => string) {
  const positions = operations.flatMap(({ call, return: end }) => [call, end])
  const order = [...new Set(positions)].sort((one, other) => one - other)
  const place = new Map(order.map((position, index) => [position, index]))
  return operations.map(({ line, process, call, return: end, ...rest }) => ({
    ...rest,
    process: processName(process),
    call: place.get(call),
    return: end === NEVER_RETURNED ? 'never' : place.get(end),
  }))
}

function expectSame(recorded: Recorded, exporter: (recorded: Recorded) => string): void {
  const imported = importHistory(exporter(recorded))
  const observed = observedOf(recorded)
  expect(compared(imported.observed, imported.names.process)).toEqual(compared(observed, String))
  const model = register() as SequentialModel
  expect(linearizable(imported.observed, model).standing).toBe(
    linearizable(observed, model).standing,
  )
}

interface Step {
  readonly session: number
  readonly isRead: boolean
  readonly key: number
  readonly pause: number
  readonly lasts: number
  readonly outcome: Outcome
  readonly source: number
}

const steps = fc.array(
  fc.record<Step>({
    session: fc.nat(3),
    isRead: fc.boolean(),
    key: fc.nat(2),
    pause: fc.nat(4),
    lasts: fc.nat(6),
    outcome: fc.constantFrom(Outcome.ok, Outcome.ok, Outcome.fail, Outcome.unknown, Outcome.open),
    source: fc.nat(9),
  }),
  { minLength: 1, maxLength: 14 },
)

/** Any history at all: clients with several operations under way, ends in the microsecond of calls. */
function historyOf(all: readonly Step[]): Recorded {
  const history = new History()
  let now = 0
  all.forEach(({ session, isRead, key, pause, lasts, outcome, source }) => {
    now += pause
    const id = history.invoke(session, isRead ? Action.read : Action.write, key, now)
    if (isRead && history.action[source] === Action.write && source < id) {
      history.setSources(id, [source])
    } else if (isRead) history.setSources(id, [])
    if (outcome !== Outcome.open) history.return(id, outcome, 0, now + lasts)
  })
  return { history, names: { key: (id) => `k${id}` } }
}

describe.each(exporters)('%s', (_, exporter) => {
  test('gives back any history, with the same verdict', () => {
    fc.assert(
      fc.property(steps, (all) => expectSame(historyOf(all), exporter)),
      { numRuns: 500 },
    )
  })

  test('gives back the runs of an experiment', () => {
    const base = {
      seed: 3,
      duration: '2s',
      faults: [faults.at('500ms').crash('n1'), faults.at('1s').restart('n1')],
    }
    const models = [leaderless({ write: 1, read: 1 }), singleLeader({ reads: 'any' })]
    for (const model of models) {
      const open = workload.ycsb('A', { clients: 3, rate: 100, keys: 4, timeout: '20ms' })
      expectSame(simulate({ ...base, model, workload: open }), exporter)
    }
  })

  test('gives an operation processes that do one thing at a time and end with an unknown outcome', () => {
    fc.assert(
      fc.property(steps, (all) => {
        // What a process may not do is refused by the importer, but for going on after `info`.
        const ended = new Set<number>()
        for (const [, type, process] of eventsIn(exporter(historyOf(all)))) {
          expect(ended.has(Number(process))).toBe(false)
          if (type === 'info') ended.add(Number(process))
        }
      }),
    )
  })
})

const eventsIn = (text: string): RegExpMatchArray[] =>
  [...text.matchAll(/:type :(\w+), :process (\d+)|"type":"(\w+)","process":(\d+)/g)].map(
    (found) => [found[0], found[1] ?? found[3], found[2] ?? found[4]],
  )

test('an exported history looks like this', () => {
  const history = new History()
  const write = history.invoke(0, Action.write, 0, 5, ['milk', { of: 1n }])
  const read = history.invoke(1, Action.read, 0, 6)
  history.return(write, Outcome.unknown, -1, 10)
  history.return(read, Outcome.ok, 0, 7)
  history.setSources(read, [write])
  history.invoke(0, Action.write, 1, 12)
  const recorded = { history, names: { key: (id: number) => ['cart', 'x'][id] } }
  expect(
    toEdn(recorded),
  ).toBe(`{:index 0, :time 5000, :type :invoke, :process 0, :f :write, :value ["cart" ["milk" {"of" 1}]]}
{:index 1, :time 6000, :type :invoke, :process 1, :f :read, :value ["cart" nil]}
{:index 2, :time 7000, :type :ok, :process 1, :f :read, :value ["cart" ["milk" {"of" 1}]]}
{:index 3, :time 10000, :type :info, :process 0, :f :write, :value ["cart" ["milk" {"of" 1}]]}
{:index 4, :time 12000, :type :invoke, :process 2, :f :write, :value ["x" 2], :session 0}
`)
  expect(toJsonLines(recorded).split('\n')[2]).toBe(
    '{"index":2,"time":7000,"type":"ok","process":1,"f":"read","key":"cart","value":["milk",{"of":1}]}',
  )
})

test('a value that holds itself is refused', () => {
  const value: unknown[] = []
  value.push(value)
  const history = new History()
  history.invoke(0, Action.write, 0, 0, value)
  const recorded = { history, names: { key: String } }
  for (const [, exporter] of exporters) {
    expect(() => exporter(recorded)).toThrow('nested deeper than the limit nesting of 60.')
  }
})
