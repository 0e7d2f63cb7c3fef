/** How long what must be done before a notebook is left may take. */
export const answerMillis = 8_000

/** What a promise gives, or `undefined` when it gives nothing in time. */
export async function inTime<Value>(
  answer: Promise<Value>,
  millis = answerMillis,
): Promise<Value | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), millis)
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}
