export { type PageServer, startPageServer } from './page-server.ts'
