import { isIP } from 'node:net'

/** Tells whether a `Host` header may be answered. */
export type HostCheck = (header: string | undefined) => boolean

const loopbackNames: readonly string[] = ['localhost', '127.0.0.1', '[::1]']

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))

/**
 * A page from elsewhere can make its own name stand for this machine, and would then pass for one of ours; its name in the header tells. On loopback only the names of
 * loopback are answered; where other machines are let in, also addresses in numbers, which no one can make stand for another, and the name that was asked for.
 */
export function createHostCheck(host: string, port: number): HostCheck {
  const isOpen = !isLoopback(host)
  return (header) => {
    const name = nameIn(header, port)
    if (name === null) return false
    if (loopbackNames.includes(name)) return true
    return (
      name === inAddress(host).toLowerCase() || (isOpen && isIP(name.replace(/^\[|\]$/g, '')) > 0)
    )
  }
}

/**
 * Kernels have frames of their own sites, under a name that no one else can make stand for anything: browsers look no name below `localhost` up. What is there is what
 * anybody may have.
 */
export const kernelSites = (port: number): string => `http://*.localhost:${port}`

export const createKernelSiteCheck =
  (port: number): HostCheck =>
  (header) =>
    /^kernel-[0-9a-f]+\.localhost$/.test(nameIn(header, port) ?? '')

/** The name before the port; null when the port is another. Without a port it is that of HTTP. */
function nameIn(header: string | undefined, port: number): string | null {
  const match = /^(\[[0-9a-f:.]+\]|[^:[\]]+)(?::(\d{1,5}))?$/i.exec(header ?? '')
  if (match === null || Number(match[2] ?? 80) !== port) return null
  return match[1].toLowerCase()
}

/** As it stands in an address: IPv6 in brackets. */
export const inAddress = (host: string): string => (isIP(host) === 6 ? `[${host}]` : host)
