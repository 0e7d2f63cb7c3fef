import type { KeyId } from '../../trace/event.ts'
import type { Entry, ReplicatedLog } from './log.ts'

/** The state of each key as of what a replica knows committed, for reads that ask for it: brought up to date when one comes. */
export class CommittedView {
  private readonly log: ReplicatedLog
  private readonly latest: (Entry | undefined)[] = []
  private length = 0
  private cuts = 0

  constructor(log: ReplicatedLog) {
    this.log = log
  }

  read(key: KeyId): Entry | undefined {
    const { log } = this
    // Outside Raft what was taken for committed may be cut off all the same.
    if (log.cuts !== this.cuts) this.forget()
    while (this.length < log.committed) this.apply(log.at(this.length++))
    return this.latest[key]
  }

  private apply(entry: Entry): void {
    if (entry.key < 0) return
    while (this.latest.length <= entry.key) this.latest.push(undefined)
    this.latest[entry.key] = entry
  }

  private forget(): void {
    this.latest.length = 0
    this.length = 0
    this.cuts = this.log.cuts
  }
}
