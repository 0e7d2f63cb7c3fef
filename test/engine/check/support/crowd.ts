import {
  NEVER_RETURNED,
  type ObservedHistory,
  type ObservedOperation,
} from '../../../../engine/check/observed-history.ts'
import { Random } from '../../../../engine/core/random.ts'

export interface CrowdOptions<State, Input, Output> {
  readonly seed: number
  readonly clients: number
  readonly operations: number
  readonly keys: number
  /** Share of operations whose outcome stays unknown: half of them take effect, some much later. The client goes on as another process. Default: 0. */
  readonly timeouts?: number
  readonly initial: State
  /** What is asked next. */
  ask(random: Random, number: number): Input
  /** What the object does then. */
  serve(state: State, input: Input): { readonly state: State; readonly output: Output }
}

interface Pending<Input> {
  readonly id: number
  readonly input: Input
  isServed: boolean
}

/**
 * The history of clients that wait for each answer and go on at once, with an object that is right: it serves each operation at one moment between its call and its
 * return. Who is next to call, to be served or to return is drawn.
 */
export function crowd<State, Input, Output>(
  options: CrowdOptions<State, Input, Output>,
): ObservedHistory<Input, Output> {
  const { clients, operations: wanted, keys, timeouts = 0 } = options
  const random = Random.fromSeed(options.seed)
  const below = (count: number) => random.uint32() % count
  const states = new Map<string, State>()
  const operations: {
    -readonly [Name in keyof ObservedOperation<Input, Output>]: ObservedOperation<
      Input,
      Output
    >[Name]
  }[] = []
  const pending: (Pending<Input> | undefined)[] = Array.from({ length: clients }, () => undefined)
  const process = Array.from({ length: clients }, (_, client) => client)
  const late: number[] = []
  let processes = clients
  let position = 0
  const serve = (id: number) => {
    const { key, input } = operations[id]
    const served = options.serve(states.get(key) ?? options.initial, input)
    states.set(key, served.state)
    return served.output
  }
  const call = (client: number) => {
    const id = operations.length
    const input = options.ask(random, id)
    operations.push({
      id,
      process: process[client],
      key: `k${below(keys)}`,
      input,
      output: undefined,
      isKnown: false,
      call: position++,
      return: NEVER_RETURNED,
    })
    if (below(1_000_000) >= timeouts * 1_000_000) {
      pending[client] = { id, input, isServed: false }
      return
    }
    process[client] = processes++
    if (below(2) === 0) late.push(id)
  }
  const goOn = (client: number) => {
    const own = pending[client]
    if (own === undefined) {
      if (operations.length < wanted) call(client)
    } else if (!own.isServed) {
      own.isServed = true
      operations[own.id].output = serve(own.id)
    } else {
      operations[own.id].return = position++
      operations[own.id].isKnown = true
      pending[client] = undefined
    }
  }
  while (operations.length < wanted || pending.some((own) => own !== undefined)) {
    goOn(below(clients))
    if (late.length > 0 && below(200) === 0) serve(late.splice(below(late.length), 1)[0])
  }
  return { operations }
}
