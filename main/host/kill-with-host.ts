import { type ChildProcess, spawn } from 'node:child_process'

/** Waits for the end of its input, which comes when this process is no more, and kills the process it is given. */
const script = 'read -r line; kill -9 "$0"'

/**
 * Kills `child` also when this process is killed in a way that leaves it no time to: a child that is busy does not see its channel close.
 * A shell of its own group waits for that. Windows ends the children of a process with it; on a system without a shell the child
 * ends as soon as it looks.
 */
export function killWithHost(child: ChildProcess): void {
  if (child.pid === undefined || process.platform === 'win32') return
  const watcher = spawn('/bin/sh', ['-c', script, String(child.pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    env: {},
    cwd: '/',
    detached: true,
  })
  watcher.on('error', noShell)
  watcher.unref()
  child.once('exit', () => watcher.kill('SIGKILL'))
}

/** One guard less, and not the first. */
const noShell = () => {}
