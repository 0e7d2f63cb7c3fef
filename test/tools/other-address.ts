import { networkInterfaces } from 'node:os'

/** One at which other machines reach this one; undefined where it has none. */
export const otherAddress: string | undefined = Object.values(networkInterfaces())
  .flatMap((addresses = []) => addresses)
  .find(({ internal, family }) => !internal && family === 'IPv4')?.address
