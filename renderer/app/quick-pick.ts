/** One line of a list to choose from. */
export interface Pick {
  readonly id: string
  /** A word or two that stand before it. */
  readonly group: string
  readonly label: string
  /** As people read them. */
  readonly keys?: readonly string[]
  readonly isDisabled?: boolean
}
