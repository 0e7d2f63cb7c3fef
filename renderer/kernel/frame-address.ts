import { hostAddresses } from '../../notebooks/host/index.ts'
import { newId } from '../app/new-id.ts'

/**
 * Where the frame of a new kernel may come from, best first: a site of its own, for which browsers make a process, and the page's own.
 * @param sites origins with `*` for a name, see `HostFacts`; undefined where there are none
 */
export function frameAddresses(
  sites: string | undefined,
  page: { readonly hostname: string },
): readonly [string, ...string[]] {
  const own = `.${hostAddresses.kernelFrame}index.html`
  // Policies cannot name a page whose address is in numbers of this kind.
  if (sites === undefined || page.hostname.startsWith('[')) return [own]
  const origin = sites.replace('*', `kernel-${newId()}`)
  return [`${origin}${hostAddresses.kernelFrame}index.html`, own]
}
