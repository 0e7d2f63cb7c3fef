import { orThrow } from '../scenario-error.ts'
import { isPlainObject } from '../schema/plain.ts'
import { problem } from '../schema/refusal.ts'
import { show } from '../schema/show.ts'

/**
 * The options that a maker was given, to be spread: of a number nothing would be left, of a text its letters.
 * @throws {ScenarioError} when they are no plain object
 */
export function optionsOf<Options extends object>(maker: string, options: Options): Options {
  if (isPlainObject(options)) return options
  const sentence = `${maker} takes an object of options by name, but was given ${show(options)}.`
  return orThrow<Options>(problem('scenario/wrong-type', sentence))
}
