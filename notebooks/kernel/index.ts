/** What hosts and sessions use of the kernel. The kernel itself runs in a realm of its own: `realm.ts`, bundled as text. */
export type { KernelHost } from './host.ts'
export type { Inputs } from './input.ts'
export { createKernel, type Kernel } from './kernel.ts'
export { defaultLimits, type InspectLimits, type KernelLimits } from './limits.ts'
export type * from './protocol.ts'
export { parseFromKernel } from './read-message.ts'
export type { Realm, RealmHost } from './realm.ts'
export type { Display, DisplayOptions, ReplilabModule } from './replilab.ts'
