import * as v from 'valibot'

/** A request of a page, or its answer to one of ours, as birpc writes them. */
const messageSchema = v.variant('t', [
  v.strictObject({
    t: v.literal('q'),
    m: v.string(),
    a: v.array(v.unknown()),
    i: v.optional(v.string()),
    o: v.optional(v.boolean()),
  }),
  v.looseObject({ t: v.literal('s'), i: v.string() }),
])

export type Message = v.InferOutput<typeof messageSchema>

/** Null for what is no message. */
export function readMessage(text: string): Message | null {
  try {
    const parsed = v.safeParse(messageSchema, JSON.parse(text))
    return parsed.success ? parsed.output : null
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return null
  }
}

/** Errors keep their sentence and nothing else: where in the program they arose is no business of a page. */
export const writeMessage = (message: unknown): string =>
  JSON.stringify(message, (_, value) =>
    value instanceof Error ? { name: value.name, message: value.message } : value,
  )
