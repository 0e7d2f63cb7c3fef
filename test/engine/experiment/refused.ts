/** A scenario, or anything else, that `resolve` refuses. */
export type Refused = () => unknown
