import { askForStylesAgain } from './missed-styles.ts'

/** How long the page waits before it asks again for a part that could not be had. */
export const askAgainMillis = 1_000

/** Loads a part that the page can do without until the server gives it: it is asked for again and again. */
export async function untilLoaded<Part>(load: () => Promise<Part>): Promise<Part> {
  for (;;) {
    const [loaded] = await Promise.allSettled([load()])
    if (loaded.status === 'fulfilled') return loaded.value
    await new Promise((resolve) => setTimeout(resolve, askAgainMillis))
    askForStylesAgain()
  }
}
