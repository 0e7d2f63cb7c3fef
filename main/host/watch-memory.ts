import pidusage from 'pidusage'
import type { ChildLimits } from './limits.ts'

/** Calls `onReached` once when the process takes more than its limit. Returns what ends the watch. */
export function watchMemory(pid: number, limits: ChildLimits, onReached: () => void): () => void {
  let watching = true

  const look = async () => {
    const bytes = await residentBytes(pid)
    if (!watching) return
    if (bytes > limits.memoryBytes) onReached()
    else timer = setTimeout(look, limits.memoryPollMillis).unref()
  }

  let timer = setTimeout(look, limits.memoryPollMillis).unref()
  return () => {
    watching = false
    clearTimeout(timer)
  }
}

/** Zero for a process that has just ended: its end is reported by itself. */
async function residentBytes(pid: number): Promise<number> {
  try {
    return (await pidusage(pid)).memory
  } catch {
    return 0
  }
}
