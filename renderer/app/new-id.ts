/** A name that nothing else has: 96 random bits, in hexadecimal. Pages without HTTPS have no `randomUUID`. */
export const newId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(12))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
