/** Carries texts to the host and back. */
export interface Channel {
  post(text: string): void
  on(listener: (text: string) => void): void
}
