import type { Channel } from './channel.ts'

declare global {
  interface Window {
    /** What the desktop app's preload script leaves: `post` and `on`, nothing else. */
    readonly replilab?: Channel
  }
}

export const desktopChannel = (): Channel | undefined => window.replilab
