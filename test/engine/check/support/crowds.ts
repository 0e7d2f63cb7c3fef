import type { CasRegisterInput } from '../../../../engine/check/models/cas-register.ts'
import type { KeyValueInput, KeyValueOutput } from '../../../../engine/check/models/key-value.ts'
import type { Value } from '../../../../engine/check/models/value.ts'
import type { ObservedHistory } from '../../../../engine/check/observed-history.ts'
import { crowd } from './crowd.ts'

export interface CrowdSize {
  readonly seed: number
  readonly clients: number
  readonly operations: number
  readonly keys: number
  readonly timeouts?: number
}

/** Many clients of a store of texts: gets, appends, and a put now and then; each puts or appends what no other does. */
export const crowdOfTexts = (size: CrowdSize): ObservedHistory<KeyValueInput, KeyValueOutput> =>
  crowd<string, KeyValueInput, KeyValueOutput>({
    ...size,
    initial: '',
    ask: (random, number) => {
      const draw = random.uint32() % 100
      if (draw < 42) return { action: 'get' }
      return { action: draw < 48 ? 'put' : 'append', value: `x ${number} y` }
    },
    serve: (state, input) => {
      if (input.action === 'get') return { state, output: state }
      return { state: input.action === 'put' ? input.value : state + input.value, output: true }
    },
  })

/** Many clients of registers of few values: reads, writes and compare-and-sets. */
export const crowdOfRegisters = (size: CrowdSize): ObservedHistory<CasRegisterInput, Value> =>
  crowd<Value, CasRegisterInput, Value>({
    ...size,
    initial: null,
    ask: (random) => {
      const value = random.uint32() % 5
      const kind = random.uint32() % 3
      if (kind === 0) return { action: 'read' }
      if (kind === 1) return { action: 'write', value }
      return { action: 'compare-and-set', expected: random.uint32() % 5, value }
    },
    serve: (state, input) => {
      if (input.action === 'read') return { state, output: state }
      if (input.action === 'write') return { state: input.value, output: true }
      return state === input.expected
        ? { state: input.value, output: true }
        : { state, output: false }
    },
  })
