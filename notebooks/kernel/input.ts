import type { InputControl, InputValue } from '../document/index.ts'

interface InputOptions<Value> {
  /** What it has until a person sets it. */
  readonly value?: Value
  /** Stands beside it; the name where absent. */
  readonly label?: string
}

export interface NumberOptions extends InputOptions<number> {
  readonly min?: number
  readonly max?: number
  readonly step?: number
}

export interface SliderOptions extends NumberOptions {
  readonly min: number
  readonly max: number
}

export interface SelectOptions<Option extends string | number> extends InputOptions<Option> {
  readonly options: readonly Option[]
}

/**
 * Inputs of a notebook: each call draws one below the cell and returns what it is set to, in the page or by `-p name=value` on the command line, else its
 * `value`. Throws RangeError for options that no value fits, and when what it is set to does not fit them.
 */
export interface Inputs {
  /** A number from `min` to `max`. Default `step`: 1 between whole bounds that are further apart, else a hundredth of the way; `value`: `min`. */
  slider(name: string, options: SliderOptions): number
  /** Default `value`: 0, or the bound nearest to it. */
  number(name: string, options?: NumberOptions): number
  /** One of `options`. Default `value`: the first. */
  select<const Option extends string | number>(name: string, options: SelectOptions<Option>): Option
  /** Default `value`: false. */
  checkbox(name: string, options?: InputOptions<boolean>): boolean
  /** Default `value`: ''. */
  text(name: string, options?: InputOptions<string>): string
}

export interface InputPlace {
  /** What an input is set to; undefined for its default. */
  valueOf(name: string): InputValue | undefined
  draw(control: InputControl): void
}

/** An input that is set to what does not fit is drawn with its default, so that it can be set again, before it throws. */
export function createInputs(place: InputPlace): Inputs {
  function take<Control extends InputControl>(
    control: Control,
    fits: (value: InputValue) => Control['value'] | undefined,
    allowed: string,
  ): Control['value'] {
    const { name, value } = checked(control, fits, allowed)
    const set = place.valueOf(name)
    const taken = set === undefined ? value : fits(set)
    place.draw({ ...control, value: taken ?? value } as Control)
    if (taken === undefined) throw misfit(name, set, allowed)
    return taken
  }

  return Object.freeze({
    slider(name: string, options: SliderOptions) {
      const { min, max, step = stepOf(min, max), value = min } = options
      const control = { kind: 'slider', ...named(name, options), value, min, max, step } as const
      return take(control, numberIn(min, max), `a number from ${min} to ${max}`)
    },
    number(name: string, options: NumberOptions = {}) {
      const { min, max, step } = options
      const value = options.value ?? Math.min(Math.max(0, min ?? 0), max ?? Infinity)
      const bounds = { min: min ?? null, max: max ?? null, step: step ?? null }
      const control = { kind: 'number', ...named(name, options), value, ...bounds } as const
      return take(control, numberIn(min, max), numbersAllowed(min, max))
    },
    select<const Option extends string | number>(name: string, given: SelectOptions<Option>) {
      const { options, value = options[0] } = given
      const control = { kind: 'select', ...named(name, given), value, options } as const
      const fits = (set: InputValue) => options.find((option) => String(option) === String(set))
      return take(control, fits, `one of ${options.join(', ')}`) as Option
    },
    checkbox(name: string, options: InputOptions<boolean> = {}) {
      const { value = false } = options
      const control = { kind: 'checkbox', ...named(name, options), value } as const
      const fits = (set: InputValue) => (typeof set === 'boolean' ? set : undefined)
      return take(control, fits, 'true or false') as boolean
    },
    text(name: string, options: InputOptions<string> = {}) {
      const { value = '' } = options
      const control = { kind: 'text', ...named(name, options), value } as const
      return take(control, String, 'a text') as string
    },
  })
}

function named(name: string, { label = name }: { readonly label?: string }) {
  if (typeof name !== 'string' || name === '') throw new TypeError('An input needs a name.')
  return { name, label: String(label) }
}

/** A default that does not fit is the cell's mistake. */
function checked<Control extends InputControl>(
  control: Control,
  fits: (value: InputValue) => unknown,
  allowed: string,
): Control {
  if (fits(control.value) !== undefined) return control
  throw new RangeError(
    `The input ${control.name} takes ${allowed}, and its value is ${JSON.stringify(control.value)}.`,
  )
}

const misfit = (name: string, set: InputValue | undefined, allowed: string) =>
  new RangeError(`The input ${name} takes ${allowed}, and is set to ${JSON.stringify(set)}.`)

const numberIn =
  (min = -Infinity, max = Infinity) =>
  (value: InputValue): number | undefined =>
    typeof value === 'number' && value >= min && value <= max ? value : undefined

function numbersAllowed(min: number | undefined, max: number | undefined): string {
  if (min !== undefined && max !== undefined) return `a number from ${min} to ${max}`
  if (min !== undefined) return `a number of at least ${min}`
  return max === undefined ? 'a number' : `a number of at most ${max}`
}

const stepOf = (min: number, max: number): number =>
  Number.isInteger(min) && Number.isInteger(max) && max - min > 1 ? 1 : (max - min) / 100
