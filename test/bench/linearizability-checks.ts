import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { importHistory } from '../../engine/check/import/import-history.ts'
import { modelNamed } from '../../engine/check/import/models.ts'
import { linearizable } from '../../engine/check/linearizable/linearizable.ts'
import { linearizableRegisters } from '../../engine/check/linearizable/registers.ts'
import { registersOf } from '../../engine/check/linearizable/registers-of.ts'
import type { RegisterInput } from '../../engine/check/models/register.ts'
import type { Value } from '../../engine/check/models/value.ts'
import type { ObservedHistory } from '../../engine/check/observed-history.ts'
import { crowd } from '../engine/check/support/crowd.ts'
import { processorSeconds } from './stopwatch.ts'

/** Seconds that a check took, and how many it should take at most. */
export interface CheckTime {
  readonly name: string
  readonly seconds: number
  readonly goal: number
}

const FOLDER = join(process.cwd(), 'test/fixtures/histories')
const TURNS = 20

/** The checks for linearizability: the recorded histories cold, as the first thing that is checked; the others the best of some turns. */
export function linearizabilityTimes(): CheckTime[] {
  const files = Object.keys(JSON.parse(readFileSync(join(FOLDER, 'verdicts.json'), 'utf8')))
  const recorded = processorSeconds(() => {
    for (const file of files) check(read(file))
  })
  const one = read('kv/c10-ok.txt')
  const million = registersOf(millionOperations())!
  return [
    { name: `${files.length} recorded histories, read and checked`, seconds: recorded, goal: 0.5 },
    { name: 'kv/c10-ok.txt, checked', seconds: best(() => check(one)), goal: 0.005 },
    {
      name: '1 000 000 operations on registers',
      seconds: best(() => linearizableRegisters(million)),
      goal: 3,
    },
  ]
}

const read = (file: string) => importHistory(readFileSync(join(FOLDER, file), 'utf8'))

function check({ observed, model }: ReturnType<typeof read>): void {
  const { standing } = linearizable(observed, modelNamed(model))
  if (standing === 'unknown') throw new Error('a recorded history was not decided')
}

function best(task: () => unknown): number {
  return Math.min(...Array.from({ length: TURNS }, () => processorSeconds(task)))
}

function millionOperations(): ObservedHistory<RegisterInput, Value> {
  return crowd<Value, RegisterInput, Value>({
    seed: 1,
    clients: 64,
    operations: 1_000_000,
    keys: 1_000,
    initial: null,
    ask: (random, number) =>
      random.uint32() % 2 === 0 ? { action: 'read' } : { action: 'write', value: number },
    serve: (state, input) =>
      input.action === 'read' ? { state, output: state } : { state: input.value, output: true },
  })
}
