/** Names what one page keeps of one notebook: 96 random bits. Pages without HTTPS have no `randomUUID`. */
export const newJournalId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(12))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
