import { INPUT_MIME_TYPE, type InputControl, type InputValue } from '../document/inputs.ts'
import { describeError } from './describe-error.ts'
import { toMimeBundle } from './display.ts'
import { isAssertion } from './expect.ts'
import type { KernelLimits } from './limits.ts'
import type { Output } from './output.ts'
import type { DoneMessage, ExecuteMessage } from './protocol.ts'
import type { DisplayOptions } from './replilab.ts'
import type { Stopped } from './stop.ts'

/** One execution of a cell: what it showed, what went wrong. */
export interface Run {
  readonly message: ExecuteMessage
  readonly output: Output
  /** The value of the cell's last expression; undefined, and what an assertion that held returns, are not shown. */
  showResult(value: unknown): void
  display(value: unknown, options: DisplayOptions): void
  /** What an input is set to; undefined for its default. */
  inputValue(name: string): InputValue | undefined
  drawInput(control: InputControl): void
  /** The first failure is the cell's; what fails beside it (a timer, a promise nobody waits for) is told on stderr. */
  fail(thrown: unknown): void
  /** The last message of the run; `stopped` says that it had to end. */
  done(stopped: Stopped | undefined): DoneMessage
}

export function createRun(message: ExecuteMessage, output: Output, limits: KernelLimits): Run {
  const shownIds = new Set<string>()
  let failure: { readonly thrown: unknown } | undefined

  return {
    message,
    output,
    showResult: (value) => {
      if (value === undefined || isAssertion(value)) return
      output.show({ role: 'result', data: toMimeBundle(value, limits.inspect, output.room), value })
    },
    display: (value, options) => {
      const { id, update } = checked(options)
      const data = toMimeBundle(value, limits.inspect, output.room)
      if (id === undefined) return output.show({ role: 'display', data, value })
      const isUpdate = update || shownIds.has(id)
      output.show({ role: 'display', data, value, displayId: id, update: isUpdate })
      shownIds.add(id)
    },
    inputValue: (name) => {
      const { inputs = {} } = message
      return Object.hasOwn(inputs, name) ? inputs[name] : undefined
    },
    drawInput: (control) => {
      const text = `${control.label} = ${control.value}`
      output.show({ role: 'display', data: { 'text/plain': text, [INPUT_MIME_TYPE]: control } })
    },
    fail: (thrown) => {
      if (failure) output.write('stderr', `Also: ${describeError(thrown, limits).stack}\n`)
      else failure = { thrown }
    },
    done: (stopped) => {
      const base = { type: 'done', run: message.run } as const
      if (stopped) return { ...base, status: 'stopped', error: describeError(stopped, limits) }
      if (failure) return { ...base, status: 'error', error: describeError(failure.thrown, limits) }
      return { ...base, status: 'ok' }
    },
  }
}

/** Nothing checks a cell's types before it runs, and the host ends a kernel that says what it does not understand. */
function checked({ id, update = false }: DisplayOptions) {
  if (id !== undefined && typeof id !== 'string') {
    throw new TypeError(`display takes a text as id, not ${typeof id}.`)
  }
  if (typeof update !== 'boolean') {
    throw new TypeError(`display takes true or false as update, not ${typeof update}.`)
  }
  return { id, update }
}
