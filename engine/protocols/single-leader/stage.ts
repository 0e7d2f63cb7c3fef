import type { WriteLevel } from '../client.ts'

/** How far a write has come at the leader: into its memory, to its disk, and as far as its rule of replication asks. */
export type Stage = WriteLevel
