/** What a kernel's process may take. Each limit is reported in one sentence when it is reached. */
export interface ChildLimits {
  /** Resident memory of the process, in bytes; over it the process is killed. Default 1 GiB. */
  readonly memoryBytes: number
  /** How often the memory is looked at. Default 100 ms. */
  readonly memoryPollMillis: number
  /** V8's old generation, in MiB. Default 512. */
  readonly heapMebibytes: number
  /** How long after its time limit a cell may still fail to stop by itself. Default 1000 ms. */
  readonly graceMillis: number
  /** How long the process may take until its kernel is ready. Default 20,000 ms. */
  readonly startMillis: number
  /** Characters that the process may send in one run: far more than the kernel's own limits let through. Default 100 million. */
  readonly runCharacters: number
}

export const defaultChildLimits: ChildLimits = {
  memoryBytes: 2 ** 30,
  memoryPollMillis: 100,
  heapMebibytes: 512,
  graceMillis: 1_000,
  startMillis: 20_000,
  runCharacters: 100_000_000,
}
