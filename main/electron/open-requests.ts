/** What the program is asked to show: by its command line, a second start, or the system. */
export interface OpenRequests {
  /** Paths of notebooks; none asks for a window, whatever it shows. */
  add(paths: readonly string[]): void
  /** From now on what is asked for is shown, one request after the other; first what was asked for before. */
  serve(show: (paths: readonly string[]) => Promise<void>): Promise<void>
}

/** Systems ask before a program can show anything, too. */
export function createOpenRequests(): OpenRequests {
  const early: string[] = []
  let take = (paths: readonly string[]): unknown => early.push(...paths)
  return {
    add: (paths) => void take(paths),
    serve(show) {
      let turn = show(early)
      take = (paths) => {
        turn = turn.then(() => show(paths))
      }
      return turn
    },
  }
}
