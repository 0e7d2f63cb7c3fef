import { writeSync } from 'node:fs'
import { freezeMainRealm } from './freeze.ts'
import { openRealm } from './realm.ts'
import { scrubMainRealm } from './scrub.ts'
import { createTimers } from './timers.ts'

/** The file descriptor; `process.stderr` is a socket, and sockets are refused. */
const standardError = 2

/**
 * The process that a kernel runs in. It knows its parent's channel and nothing else; both sides speak JSON texts of
 * `notebooks/kernel/protocol.ts`. It ends with its parent.
 */
function main(): void {
  const { send, ppid: parent } = process
  const exit = process.exit.bind(process)
  if (!send) throw new Error('The kernel process is started by Replilab, with a channel.')
  const post = send.bind(process)
  const { setTimer, clearTimer } = createTimers()

  const realm = openRealm({
    post: (messageText) => void post(messageText),
    nowMillis: () => {
      if (process.ppid !== parent) exit()
      return performance.now()
    },
    setTimer,
    clearTimer,
  })

  process.on('disconnect', () => exit())
  // An interrupt at the terminal reaches the whole group: what it means for the kernel is the parent's to say.
  process.on('SIGINT', () => {})
  process.on('message', (messageText) => realm.receive(String(messageText)))
  process.on('unhandledRejection', (reason) => realm.rejected(reason))
  process.on('uncaughtException', (error) => {
    writeSync(
      standardError,
      error instanceof Error ? `${error.stack}\n` : 'An error of the realm.\n',
    )
    exit(1)
  })
  scrubMainRealm()
  freezeMainRealm()
}

main()
