import { type CellState, withState } from './cell-state.ts'
import type { SessionChange, SessionState } from './session-state.ts'

export type ChangeListener = (change: SessionChange) => void

/** Holds the session's state, and tells what changed after it did. */
export interface Store {
  readonly state: SessionState
  /** Takes over the given parts; listeners are called in the order in which they came. */
  update(parts: Partial<SessionState>, change?: SessionChange): void
  /** Returns the function that takes the listener away. */
  on(event: 'change', listener: ChangeListener): () => void
}

export function createStore(initial: SessionState): Store {
  let state = initial
  const listeners = new Set<ChangeListener>()
  return {
    get state() {
      return state
    },
    update(parts, change) {
      state = { ...state, ...parts }
      if (change) for (const listener of listeners) listener(change)
    },
    on(_event, listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export function changeState(store: Store, cell: string, state: CellState): void {
  const states = withState(store.state.states, cell, state)
  store.update({ states }, { type: 'state', cell, state })
}
