import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fail, ok, type Problem, type Result } from '../../engine/index.ts'

/** The first port that is tried when none is asked for, and how many after it; then any that is free. */
export const defaultPort = 8642
const portsTried = 20

/** Listens at the port asked for, or else at the first free one. Gives the port. */
export async function listen(
  server: Server,
  host: string,
  port: number | undefined,
): Promise<Result<number>> {
  const ports = port === undefined ? [...defaultPorts(), 0] : [port]
  let problem: Problem | undefined
  for (const candidate of ports) {
    const error = await tryPort(server, host, candidate)
    if (error === null) return ok((server.address() as AddressInfo).port)
    problem = { code: `web/${error.code}`, message: sentence(error.code, host, candidate) }
    if (error.code !== 'EADDRINUSE') break
  }
  return fail(problem!)
}

const defaultPorts = () => Array.from({ length: portsTried }, (_, index) => defaultPort + index)

function tryPort(
  server: Server,
  host: string,
  port: number,
): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    const end = (error: NodeJS.ErrnoException | null) => {
      server.off('error', end)
      server.off('listening', listening)
      resolve(error)
    }
    const listening = () => end(null)
    server.once('error', end)
    server.once('listening', listening)
    server.listen(port, host)
  })
}

function sentence(code: string | undefined, host: string, port: number): string {
  if (code === 'EADDRINUSE')
    return `Port ${port} is taken: choose another, or leave --port out for the first free one.`
  if (code === 'EACCES') return `Port ${port} may not be used: permission denied.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `${host} is not an address of this machine.`
  return `${host}, port ${port}, cannot be listened at (${code}).`
}
