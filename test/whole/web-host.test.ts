import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { serveFolder } from '../../main/cli/serve-folder.ts'
import type { WebHost } from '../../main/web/index.ts'
import { hostLimits } from '../../notebooks/host/index.ts'
import { ask, enter, openSocket, openWebPage, type SocketHeaders } from '../tools/web-client.ts'
import { createWebWorkplace, type WebWorkplace } from '../tools/web-workplace.ts'

let workplace: WebWorkplace
let host: WebHost

beforeEach(async () => {
  workplace = await createWebWorkplace()
  host = await workplace.start()
})
afterEach(async () => {
  await host.stop()
  await workplace.remove()
})

const name = () => `127.0.0.1:${host.port}`

describe('a socket', () => {
  test.each<[string, () => SocketHeaders]>([
    ['without a cookie', () => ({ origin: `http://${name()}` })],
    [
      'with a wrong cookie',
      () => ({ origin: `http://${name()}`, cookie: `replilab-${host.port}=x` }),
    ],
  ])('%s is refused', async (_, headers) => {
    expect(await openSocket(host.port, headers())).toBe(403)
  })

  test.each([
    undefined,
    'null',
    'http://evil.example',
    'http://127.0.0.1:1',
    'https://NAME',
    'http://localhost:PORT',
    'http://NAME.evil.example',
  ])('from %s is refused', async (from) => {
    const origin = from?.replace('NAME', name()).replace('PORT', String(host.port))
    expect(await openSocket(host.port, { origin, cookie: await enter(host.address) })).toBe(403)
  })

  test('at another path is refused', async () => {
    const headers = { origin: `http://${name()}`, cookie: await enter(host.address) }
    expect(await openSocket(host.port, headers, '/other')).toBe(404)
  })

  test('answers requests, and tells of files', async () => {
    const [one, other] = [await openWebPage(host.address), await openWebPage(host.address)]
    expect(await one.api.describe()).toMatchObject({ kind: 'browser', notices: [] })
    const place = 'file:a.ipynb'
    const opened = await one.api.open(place)
    await other.api.open(place)
    if (!opened.ok) throw new Error(opened.problem.message)
    const saved = await other.api.save({ place, text: 'others', replaces: opened.value.version })
    if (!saved.ok) throw new Error(saved.problem.message)
    const refused = await one.api.save({ place, text: 'mine', replaces: opened.value.version })
    expect(refused).toMatchObject({ ok: false, problem: { code: 'file/changed' } })
    expect(one.told).toEqual([['fileChanged', place, saved.value]])
    expect(other.told).toEqual([])
    expect(await readFile(join(workplace.root, 'served/a.ipynb'), 'utf8')).toBe('others')
  })

  test('takes a notebook as large as one may be', async () => {
    const page = await openWebPage(host.address)
    const text = '"\n'.repeat(hostLimits.notebookBytes / 2)
    const saved = await page.api.save({ place: 'file:large.ipynb', text, replaces: null })
    expect(saved).toMatchObject({ ok: true })
    const larger = await page.api.save({
      place: 'file:larger.ipynb',
      text: `${text} `,
      replaces: null,
    })
    expect(larger).toMatchObject({ ok: false, problem: { code: 'file/too-large' } })
  })

  test('that sends more than a message may have is closed', async () => {
    const page = await openWebPage(host.address)
    page.socket.on('error', () => undefined)
    page.socket.send('x'.repeat(hostLimits.messageBytes + 1))
    expect(await page.closed).toBe(1009)
  })

  test.each(['', '{}', '{"t":"q","m":1}', 'null'])(
    'that sends what is no message, as %j, is closed',
    async (text) => {
      const page = await openWebPage(host.address)
      page.socket.send(text)
      expect(await page.closed).toBe(1007)
    },
  )

  test('that sends bytes is closed, and the host goes on', async () => {
    const page = await openWebPage(host.address)
    page.socket.send(new Uint8Array([1, 2, 3]))
    expect(await page.closed).toBe(1007)
    expect(await (await openWebPage(host.address)).api.listFolder()).toMatchObject({
      entries: [{ path: 'a.ipynb' }],
    })
    expect(workplace.bugs).toEqual([])
  })

  test('is one of so many, and no more', async () => {
    const headers = { origin: `http://${name()}`, cookie: await enter(host.address) }
    const sockets = await Promise.all(
      Array.from({ length: hostLimits.pages }, () => openSocket(host.port, headers)),
    )
    expect(sockets.every((socket) => typeof socket === 'object')).toBe(true)
    expect(await openSocket(host.port, headers)).toBe(503)
  })
})

describe('a port', () => {
  test('that is taken is refused when it was asked for', async () => {
    const folder = join(workplace.root, 'served')
    const report = () => undefined
    const request = { folder, host: '127.0.0.1', port: host.port, report }
    await mkdir(join(workplace.root, 'out'))
    await writeFile(join(workplace.root, 'out/x'), '')
    const missing = await serveFolder(workplace.root, request)
    expect(missing).toMatchObject({
      problem: { message: 'The page is not built: run "npm run build".' },
    })
    await mkdir(join(workplace.root, 'out/renderer'))
    await writeFile(join(workplace.root, 'out/renderer/index.html'), '')
    const taken = await serveFolder(workplace.root, request)
    expect(taken).toMatchObject({
      problem: {
        message: `Port ${host.port} is taken: choose another, or leave --port out for the first free one.`,
      },
    })
  })

  test('that nobody asked for is another when the first is taken', async () => {
    const blocker = createServer()
    await new Promise<void>((resolve) => {
      blocker.on('error', () => resolve())
      blocker.listen(8642, '127.0.0.1', resolve)
    })
    const next = await workplace.start({ port: undefined })
    expect(next.port).not.toBe(8642)
    await next.stop()
    blocker.close()
  })

  test('of an address that is not here is refused in a sentence', async () => {
    const refused = workplace.start({ host: '192.0.2.1' })
    await expect(refused).rejects.toThrow('192.0.2.1 is not an address of this machine.')
  })
})

test('listening for other machines, it answers to addresses in numbers and still to no strange name', async () => {
  const open = await workplace.start({ host: '0.0.0.0' })
  expect(open.address).toMatch(/^http:\/\/127\.0\.0\.1:/)
  const cookie = await enter(open.address)
  const status = async (named: string) =>
    (await ask(open.port, '/', { headers: { cookie, host: `${named}:${open.port}` } })).status
  expect(await status('192.0.2.7')).toBe(200)
  expect(await status('evil.example')).toBe(403)
  await open.stop()
})

test('it stops in order: what was begun is done and answered, and every connection closes', async () => {
  const page = await openWebPage(host.address)
  const idle = connect(host.port, '127.0.0.1')
  await new Promise((resolve) => idle.once('connect', resolve))
  const idleClosed = new Promise((resolve) => idle.once('close', resolve))
  const text = 'x'.repeat(5_000_000)
  const saving = page.api.save({ place: 'file:b.ipynb', text, replaces: null })
  // The request has arrived once a later one is answered.
  await page.api.readSettings()
  await host.stop()
  expect(await saving).toMatchObject({ ok: true })
  expect(await readFile(join(workplace.root, 'served/b.ipynb'), 'utf8')).toBe(text)
  expect(await page.closed).toBe(1001)
  await idleClosed
  await expect(ask(host.port, '/')).rejects.toThrow('ECONNREFUSED')
})
