import { expect, test } from 'vitest'
import { defineModel, type NodeContext, ScenarioError, simulate } from '../../../engine/index.ts'
import { createSoloReplica } from '../support/solo-replica.ts'

const runOf = (createReplica: unknown) => () =>
  simulate({
    model: defineModel({ name: 'mine', replicas: 1, createReplica: createReplica as never }),
    duration: '100ms',
  })

const onStart = (start: (context: NodeContext) => void) =>
  runOf((context: NodeContext) => ({ ...createSoloReplica(context), start: () => start(context) }))

test('a replica without all its methods is refused by name', () => {
  expect(runOf(() => ({ start: () => {} }))).toThrow(ScenarioError)
  expect(runOf(() => ({ start: () => {} }))).toThrow(
    "A replica of 'mine' has no receive, but createReplica must give an object with start, receive and inspect.",
  )
  expect(runOf(() => undefined)).toThrow("A replica of 'mine' has no start")
})

test.each([-5, 1.5, Number.NaN])('a delay of %d is an error where it is asked for', (delay) => {
  expect(onStart((context) => context.after(delay, () => {}))).toThrow('a whole number of micro')
})

test.each([99, -1, 'n1'])('a message to %s is an error where it is sent', (to) => {
  const message = { kind: 'hello', operation: -1, bytes: 1 }
  expect(onStart((context) => context.send(to as number, message))).toThrow('by its number')
})
