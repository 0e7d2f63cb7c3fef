import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { childFlags } from '../../main/host/child-flags.ts'
import { defaultChildLimits } from '../../main/host/index.ts'
import { bundleProgram } from '../tools/bundle-program.ts'

test('code that got out of its realm finds no file, process, network or environment', async () => {
  const program = await bundleProgram('behind-the-first-wall')
  const flags = childFlags(program, defaultChildLimits)
  const text = execFileSync(process.execPath, [...flags, program], { env: {}, encoding: 'utf8' })
  expect(JSON.parse(text)).toEqual({ worked: [], variables: [], had: [] })
})

const cells: Record<string, string> = {
  waits: 'await new Promise(() => {})',
  loops: 'while (true) $k.guard()',
  'loops unguarded': 'while (true);',
}

const killings: NodeJS.Signals[] = ['SIGKILL', 'SIGTERM', 'SIGINT']
const cases = killings.flatMap((signal) => Object.keys(cells).map((cell) => ({ signal, cell })))

test.skipIf(process.platform !== 'linux' /* finds processes in /proc */).each(cases)(
  'a kernel that $cell does not outlive a parent that gets $signal',
  async ({ signal, cell }) => {
    const program = await bundleProgram('parent')
    const parent = spawn(process.execPath, [program, cells[cell]], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(parent.stdout, 'data')
    await sleep(300)
    const children = childrenOf(parent.pid as number)
    // The kernel, and the shell that sees to its end.
    expect(children).toHaveLength(2)
    parent.kill(signal)
    await expect.poll(() => children.filter(isRunning), { timeout: 5_000 }).toEqual([])
  },
)

const statusOf = (pid: string): string[] => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
  } catch {
    return ['gone', '0']
  }
}

const childrenOf = (parent: number) =>
  readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && statusOf(pid)[1] === String(parent))

/** A zombie has ended: only nobody has asked for its exit code. */
const isRunning = (pid: string) => !['gone', 'Z', 'X'].includes(statusOf(pid)[0])
