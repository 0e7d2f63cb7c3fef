import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

/** A program that goes on until it is ended. */
export interface StartedProgram {
  readonly child: ChildProcess
  /** What it has printed so far, on both. */
  output(): string
  /** Resolves with the first match in what it prints; fails when it ends before. */
  printed(pattern: RegExp): Promise<string>
  /** Sends a signal and resolves with the exit code, or the name of the signal that ended it. */
  end(signal: NodeJS.Signals): Promise<number | string>
}

export function startProgram(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): StartedProgram {
  const child = spawn(command, args, { ...options, env: { ...process.env, ...options.env } })
  let text = ''
  const waiting = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (part) => {
      text += part
      for (const look of waiting) look()
    })
  }
  const ended = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | string)
  return {
    child,
    output: () => text,
    printed: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(text)
          if (match === null) return
          waiting.delete(look)
          resolve(match[0])
        }
        waiting.add(look)
        look()
        ended.then((code) => reject(new Error(`It ended with ${code}: ${text}`)))
      }),
    end(signal) {
      child.kill(signal)
      return ended
    },
  }
}

/** The address that a web host prints when it can be reached. */
export const hostAddress = /http:\S+token=\S+(?=\s)/
