export { isLoopback } from './host-names.ts'
export { startWebHost, type WebHost, type WebHostOptions } from './web-host.ts'
