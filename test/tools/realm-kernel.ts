import { openRealm } from '../../main/host/child/realm.ts'
import { createTimers } from '../../main/host/child/timers.ts'
import type { FromKernel, KernelConnection, Realm } from '../../notebooks/kernel/index.ts'

/** A kernel in a realm of this process: all of it but the process around. */
export function startRealmKernel(): KernelConnection & { readonly realm: Realm } {
  const early: FromKernel[] = []
  let onMessage = (message: FromKernel) => void early.push(message)
  const realm = openRealm({
    post: (text) => onMessage(JSON.parse(text)),
    nowMillis: () => performance.now(),
    ...createTimers(),
  })
  return {
    realm,
    post: (message) => realm.receive(JSON.stringify(message)),
    on: (event: string, listener: never) => {
      if (event === 'message') onMessage = listener
    },
    terminate: () => {},
  }
}
