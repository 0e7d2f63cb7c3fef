/** How often the parent is looked at. */
const lookMillis = 500

/**
 * Calls back when the process that started this one has ended. npm starts scripts through a shell; a signal that ends npm ends the shell as well, which does not
 * hand it on. Windows does not tell.
 */
export function onParentEnd(callback: () => void): void {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    callback()
  }, lookMillis)
  timer.unref()
}
