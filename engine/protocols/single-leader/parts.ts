import type { NodeContext } from '../../node/context.ts'
import type { DurableCell } from '../../node/durable.ts'
import type { Ballot } from './ballot.ts'
import type { CommittedView } from './committed-view.ts'
import type { ReplicatedLog } from './log.ts'
import type { SingleLeaderSettings } from './settings.ts'
import type { AppliedState } from './state.ts'

/** What a replica keeps, whatever its role at present. */
export interface ReplicaParts {
  readonly context: NodeContext
  readonly settings: SingleLeaderSettings
  readonly ballot: DurableCell<Ballot>
  readonly log: ReplicatedLog
  readonly state: AppliedState
  /** What is committed, for reads that ask for no more. */
  readonly view: CommittedView
}
