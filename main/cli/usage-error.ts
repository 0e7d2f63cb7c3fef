/** A command line that cannot be obeyed; the message is one sentence. Thrown while parsing, shown by `runCommandLine`. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
