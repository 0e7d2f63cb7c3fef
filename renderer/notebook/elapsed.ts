/** How long something has taken so far, in whole seconds, as `7 s` or `2 min 5 s`; nothing in the first second. */
export function elapsedText(millis: number): string {
  const seconds = Math.floor(millis / 1_000)
  if (seconds < 1) return ''
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}
