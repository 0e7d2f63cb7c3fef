/** What a session bounds, with its defaults. Reaching one is reported in the cell's outputs. */
export interface SessionLimits {
  /** Wall time of one cell; `null` for none. */
  readonly timeLimitMillis: number | null
  /** Outputs kept of one run of a cell; text of one stream in a row counts once. More than the displays that a kernel allows. */
  readonly outputsPerCell: number
}

export const defaultSessionLimits: SessionLimits = {
  timeLimitMillis: 60_000,
  outputsPerCell: 3_000,
}
