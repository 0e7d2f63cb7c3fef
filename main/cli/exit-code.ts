/** What the process answers to its caller. */
export const exitCode = {
  passed: 0,
  failed: 1,
  interrupted: 2,
  unknown: 3,
  wrongUsage: 4,
  nothingFound: 5,
} as const

export type ExitCode = (typeof exitCode)[keyof typeof exitCode]
