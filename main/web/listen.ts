import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fail, ok, type Problem, type Result } from '../../engine/index.ts'

/** The first port that is tried when none is asked for, and how many after it; then any that is free. */
export const defaultPort = 8642
const portsTried = 20

/** How often any free port is tried that must be free at two addresses. */
const freePortsTried = 10

/** One server at an address of this machine. */
export interface Listener {
  readonly server: Server
  readonly host: string
}

/**
 * Listens at the port asked for, or else at the first free one. Gives the port.
 * @param twin is given the same port, so that nobody else has it; left alone where this machine has no such address
 */
export async function listen(
  main: Listener,
  port: number | undefined,
  twin?: Listener,
): Promise<Result<number>> {
  const ports = port === undefined ? [...defaultPorts(), 0] : [port]
  let problem: Problem | undefined
  for (const candidate of ports.flatMap(manyOfFree)) {
    const error = await tryPort(main, candidate, twin)
    if (error === null) return ok(portOf(main.server))
    problem = { code: `web/${error.code}`, message: sentence(error.code, main.host, candidate) }
    if (error.code !== 'EADDRINUSE') break
  }
  return fail(problem!)
}

const defaultPorts = () => Array.from({ length: portsTried }, (_, index) => defaultPort + index)

const manyOfFree = (port: number): number[] =>
  port === 0 ? new Array<number>(freePortsTried).fill(0) : [port]

const portOf = (server: Server): number => (server.address() as AddressInfo).port

type ListenError = NodeJS.ErrnoException | null

/** Both servers, or none of them. */
async function tryPort(main: Listener, port: number, twin?: Listener): Promise<ListenError> {
  const error = await tryListen(main, port)
  if (error !== null || twin === undefined) return error
  const twinError = await tryListen(twin, portOf(main.server))
  if (twinError?.code !== 'EADDRINUSE') return null
  await new Promise((resolve) => main.server.close(resolve))
  return twinError
}

function tryListen({ server, host }: Listener, port: number): Promise<ListenError> {
  return new Promise((resolve) => {
    const end = (error: ListenError) => {
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
