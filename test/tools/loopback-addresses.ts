import { networkInterfaces } from 'node:os'

/** Those that this machine has: not every one has both. */
export const loopbackAddresses = (): string[] =>
  ['127.0.0.1', '::1'].filter((address) =>
    Object.values(networkInterfaces())
      .flat()
      .some((one) => one?.address === address),
  )
