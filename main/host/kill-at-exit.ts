import type { ChildProcess } from 'node:child_process'

const living = new Set<ChildProcess>()

const killAll = () => {
  for (const child of living) child.kill('SIGKILL')
}

/** Kills `child` when this process exits before it does. One listener, however many children. */
export function killAtExit(child: ChildProcess): void {
  if (living.size === 0) process.on('exit', killAll)
  living.add(child)
  child.once('exit', () => {
    living.delete(child)
    if (living.size === 0) process.off('exit', killAll)
  })
}
