import { readFile } from 'node:fs/promises'
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
    return process.platform === 'linux' ? await fromProc(pid) : (await pidusage(pid)).memory
  } catch {
    return 0
  }
}

/** Without `getconf`, which the package calls on Linux: an interrupt from the terminal reaches that program as well, and the package prints its end. */
async function fromProc(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  const resident = /^VmRSS:\s*(\d+) kB$/m.exec(status)
  return resident === null ? 0 : Number(resident[1]) * 1024
}
