import type { ChildLimits } from './limits.ts'

/** Hardening that a Node version may not know; without it one wall less stands, not the first. */
const optionalFlags = [
  '--disallow-code-generation-from-strings',
  // Lets a refused dynamic import reject with an error of the realm in place of one of the host.
  '--experimental-vm-modules',
]

/** A run makes much that is soon forgotten: with more room for it than Node gives by itself, and all of it from the start, it takes a twentieth to a tenth less time. */
const youngMebibytes = 32

/**
 * A simulation's inner loop is many small functions, through which messages of several shapes go. With more room to put them into each other than V8 gives by itself (920),
 * and more shapes told apart in one place (4), it takes a tenth to a fifth less time.
 */
const inlinedBytecodes = 3_000
const shapesToldApart = 8

/** Node's options for a process that may read `file`, which it runs, and nothing else: no writing, processes, workers, addons. */
export function childFlags(file: string, limits: ChildLimits): string[] {
  const known = process.allowedNodeEnvironmentFlags
  return [
    known.has('--permission') ? '--permission' : '--experimental-permission',
    `--allow-fs-read=${file}`,
    '--no-warnings',
    `--max-old-space-size=${limits.heapMebibytes}`,
    `--min-semi-space-size=${youngMebibytes}`,
    `--max-semi-space-size=${youngMebibytes}`,
    `--max-inlined-bytecode-size-cumulative=${inlinedBytecodes}`,
    `--max-valid-polymorphic-map-count=${shapesToldApart}`,
    ...optionalFlags.filter((flag) => known.has(flag)),
  ]
}
