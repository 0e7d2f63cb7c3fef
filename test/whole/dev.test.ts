import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hostAddress, type StartedProgram, startProgram } from '../tools/started-program.ts'
import { enter, openSocket, openWebPage } from '../tools/web-client.ts'

const launcher = fileURLToPath(new URL('../../main/cli/launch.mjs', import.meta.url))

let folder: string
let program: StartedProgram
let address: URL
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'replilab-dev-'))
  program = startProgram(process.execPath, [launcher, 'dev', folder], {
    env: { ...process.env, REPLILAB_HOME: folder, CI: 'true' },
  })
  address = new URL(await program.printed(hostAddress))
}, 600_000)
afterAll(async () => {
  await program.end('SIGKILL')
  await rm(folder, { recursive: true })
})

const port = () => Number(address.port)
const get = (path: string) => fetch(new URL(path, address))

describe('the page from its sources', () => {
  test('comes with hot reload and the policy of the built one', async () => {
    const page = await get('/')
    expect(await page.text()).toContain('/@vite/client')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    const frame = await get('/kernel-frame/index.html')
    expect(frame.headers.get('content-security-policy')).toContain('sandbox allow-scripts')
  })

  test('is compiled, with what is built into it as text', async () => {
    expect(await (await get('/main.ts')).text()).toContain('createApp')
    const worker = await get('/kernel/worker/index.ts?bundled-text')
    expect(await worker.text()).toMatch(/^export default "\(function/)
  })

  test('reaches the notebooks with the key alone', async () => {
    const page = await openWebPage(address.href)
    expect(await page.api.describe()).toMatchObject({ kind: 'browser', folder })
    expect(await openSocket(port(), { origin: address.origin })).toBe(403)
  })

  test('hands on no socket that another page opens, though the browser sends the cookie', async () => {
    const cookie = await enter(address.href)
    expect(await openSocket(port(), { cookie, origin: 'http://127.0.0.1:9' })).toBe(403)
    expect(await openSocket(port(), { cookie, origin: address.origin })).not.toBe(403)
  })
})
