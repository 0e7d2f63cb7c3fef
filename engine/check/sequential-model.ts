/**
 * What an object does when asked one thing after another: the specification that a concurrent history is held against.
 *
 * States are values: `step` never changes the one that it is given.
 */
export interface SequentialModel<State = unknown, Input = unknown, Output = unknown> {
  readonly name: string
  readonly initial: State
  /**
   * The state after an operation, or undefined where the object could not have answered so.
   * @param output undefined when the outcome is unknown: any answer is possible then
   */
  step(state: State, input: Input, output: Output | undefined): State | undefined
  /**
   * Whether an operation that was answered so changes no state whatever: it is tried in one place only then, which makes searches much shorter.
   * Default: it may change one.
   */
  isReadOnly?(input: Input, output: Output | undefined): boolean
  /**
   * The state that an operation which was answered so must have found, and the one that it left, where it says so; what did not say is undefined. For objects that are
   * replaced as a whole: only what leaves a state can bring it about. Default: nothing is known.
   */
  access?(input: Input, output: Output | undefined): Access<State>
  /** The same text for equal states and another for others; default: JSON. What the search remembers of a state. */
  identify?(state: State): string
  /** For messages to a person: `write 3`, `read → 4`. */
  describe(input: Input, output: Output | undefined): string
  /** For messages to a person. Default: `identify`. */
  describeState?(state: State): string
}

/** What an operation tells of the state before and after it. */
export interface Access<State = unknown> {
  readonly sees?: State | undefined
  readonly leaves?: State | undefined
}
