/** Carries texts to the host and back. */
export interface Channel {
  post(text: unknown): void
  on(listener: (text: unknown) => void): void
}
