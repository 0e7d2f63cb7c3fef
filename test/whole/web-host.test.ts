import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { serveFolder } from '../../main/cli/serve-folder.ts'
import { createFileHost, openServedFolder } from '../../main/files/index.ts'
import { readPageAssets } from '../../main/pages/index.ts'
import { startWebHost, type WebHost } from '../../main/web/index.ts'
import { hostLimits } from '../../notebooks/host/index.ts'
import { ask, enter, openSocket, openWebPage, type SocketHeaders } from '../tools/web-client.ts'

let root: string
let host: WebHost
let bugs: unknown[]

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'replilab-web-')))
  for (const name of ['page/assets', 'page/kernel-frame', 'served', 'library']) {
    await mkdir(join(root, name), { recursive: true })
  }
  await writeFile(join(root, 'page/index.html'), '<!doctype html><title>Page</title>')
  await writeFile(join(root, 'page/assets/index-abc123.js'), 'export {}')
  await writeFile(
    join(root, 'page/kernel-frame/index.html'),
    '<!doctype html><title>Kernel</title>',
  )
  await writeFile(join(root, 'served/a.ipynb'), 'first')
  bugs = []
  host = await start()
})
afterEach(async () => {
  await host.stop()
  await rm(root, { recursive: true })
})

async function start(options: { host?: string; port?: number } = {}): Promise<WebHost> {
  const places = await openServedFolder(join(root, 'served'))
  const assets = await readPageAssets(join(root, 'page'))
  if (!places.ok || !assets.ok) throw new Error('The folders of this test are not there.')
  const files = createFileHost({
    places: places.value,
    libraryFolder: join(root, 'library'),
    userFolders: { config: join(root, 'home'), data: join(root, 'home') },
    nowMillis: Date.now,
    report: ({ message }) => bugs.push(message),
  })
  const facts = { kind: 'browser', folder: 'served', hasDialogs: false, versions: {} } as const
  const onBug = (error: unknown) => bugs.push(error)
  const started = await startWebHost({
    host: '127.0.0.1',
    port: 0,
    files,
    assets: assets.value,
    facts,
    onBug,
    ...options,
  })
  if (!started.ok) throw new Error(started.problem.message)
  return started.value
}

const token = () => new URL(host.address).searchParams.get('token') ?? ''
const name = () => `127.0.0.1:${host.port}`

describe('the key', () => {
  test('in the first address is exchanged for a cookie, and is gone from the address', async () => {
    expect(token()).toMatch(/^[\w-]{43}$/)
    const answer = await ask(host.port, `/?token=${token()}&open=a`)
    expect(answer).toMatchObject({ status: 303, headers: { location: '/?open=a' } })
    expect(answer.headers['set-cookie']).toEqual([
      expect.stringMatching(/^replilab-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/),
    ])
    expect(answer.headers['set-cookie']?.[0]).not.toContain(token())
    const page = await ask(host.port, '/', { headers: { cookie: await enter(host.address) } })
    expect(page).toMatchObject({ status: 200, text: '<!doctype html><title>Page</title>' })
  })

  test('when it is wrong or missing lets nobody in, to nothing', async () => {
    const wrong = [
      undefined,
      '',
      'replilab=x',
      `replilab-${host.port}=`,
      `replilab-${host.port}=${token()}`,
    ]
    for (const path of [
      '/',
      '/index.html',
      '/assets/index-abc123.js',
      '/nothing',
      '/?token=',
      '/?token=x',
    ]) {
      for (const cookie of wrong) {
        const { status, headers } = await ask(host.port, path, {
          headers: cookie ? { cookie } : {},
        })
        expect({ status, cookie: headers['set-cookie'] }).toEqual({
          status: 403,
          cookie: undefined,
        })
      }
    }
  })

  test('of an earlier time does not matter to who is in', async () => {
    const cookie = await enter(host.address)
    const answer = await ask(host.port, '/?token=old', { headers: { cookie } })
    expect(answer).toMatchObject({ status: 303, headers: { location: '/' } })
  })

  test('of another host on this machine is another, and their cookies do not meet', async () => {
    const other = await start()
    const [mine, others] = [await enter(host.address), await enter(other.address)]
    expect(mine.split('=')[0]).not.toBe(others.split('=')[0])
    const both = await ask(host.port, '/', { headers: { cookie: `${others}; ${mine}` } })
    expect(both.status).toBe(200)
    expect((await ask(host.port, '/', { headers: { cookie: others } })).status).toBe(403)
    await other.stop()
  })
})

describe('a name that is not ours, as of a page that made its name stand for this machine,', () => {
  const names = [
    'evil.example',
    'evil.example:PORT',
    '127.0.0.1',
    '127.0.0.1:1',
    '127.0.0.1.evil.example:PORT',
    '10.0.0.1:PORT',
    '[::2]:PORT',
    'localhost.:PORT',
  ]
  test.each(names)('%j is not answered', async (named) => {
    const cookie = await enter(host.address)
    const headers = { cookie, host: named.replace('PORT', String(host.port)) }
    for (const path of ['/', `/?token=${token()}`, '/kernel-frame/index.html']) {
      const answer = await ask(host.port, path, { headers })
      expect(answer.status === 403 || answer.status === 400).toBe(true)
      expect(answer.headers['set-cookie']).toBeUndefined()
    }
    expect(
      await openSocket(host.port, { ...headers, origin: `http://${headers.host}` }),
    ).not.toBeTypeOf('object')
  })

  test('the names of loopback are', async () => {
    const cookie = await enter(host.address)
    for (const loopback of ['localhost', '127.0.0.1', '[::1]', 'LOCALHOST']) {
      const headers = { cookie, host: `${loopback}:${host.port}` }
      expect((await ask(host.port, '/', { headers })).status).toBe(200)
    }
  })
})

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
    expect(await readFile(join(root, 'served/a.ipynb'), 'utf8')).toBe('others')
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
    expect(bugs).toEqual([])
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

describe('responses', () => {
  test('of the page are isolated and run nothing but our own code', async () => {
    const cookie = await enter(host.address)
    for (const path of ['/', '/assets/index-abc123.js', '/nothing']) {
      const { headers } = await ask(host.port, path, { headers: { cookie } })
      expect(headers).toMatchObject({
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
        'cross-origin-resource-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      })
      const policy = headers['content-security-policy']
      expect(policy).toContain("default-src 'none'; script-src 'self'; ")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toContain('unsafe-eval')
    }
  })

  test("of the kernel's frame reach nothing, need no cookie, and have an origin of their own", async () => {
    const { status, headers } = await ask(host.port, '/kernel-frame/index.html')
    expect(status).toBe(200)
    const policy = headers['content-security-policy']
    expect(policy).toContain("sandbox allow-scripts; default-src 'none'")
    expect(policy).toContain("connect-src 'none'")
    expect(policy).toContain("frame-ancestors 'self'")
    expect(headers['cross-origin-embedder-policy']).toBe('require-corp')
  })

  test('name their type, and are kept only when their name changes with them', async () => {
    const cookie = await enter(host.address)
    const page = await ask(host.port, '/', { headers: { cookie } })
    expect(page.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
    })
    const script = await ask(host.port, '/assets/index-abc123.js', { headers: { cookie } })
    expect(script.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'private, max-age=31536000, immutable',
    })
  })

  test('to HEAD have no body, and to what changes things is no', async () => {
    const cookie = await enter(host.address)
    const head = await ask(host.port, '/', { method: 'HEAD', headers: { cookie } })
    expect(head).toMatchObject({ status: 200, text: '' })
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      const answer = await ask(host.port, '/', { method, headers: { cookie } })
      expect(answer).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } })
    }
  })

  test.each([
    '/../served/a.ipynb',
    '/%2e%2e/served/a.ipynb',
    '/assets/..%2f..%2fserved/a.ipynb',
    '/assets/%00',
    '//evil.example/',
    '/assets',
    '/%',
  ])('to %s hold no file', async (path) => {
    const cookie = await enter(host.address)
    const { status } = await ask(host.port, path, { headers: { cookie } })
    expect([400, 404]).toContain(status)
  })

  test('to what is no address are a refusal', async () => {
    const cookie = await enter(host.address)
    for (const path of ['http://evil.example/', '*']) {
      expect((await ask(host.port, path, { headers: { cookie } })).status).toBe(400)
    }
  })
})

describe('a port', () => {
  test('that is taken is refused when it was asked for', async () => {
    const folder = join(root, 'served')
    const report = () => undefined
    const request = { folder, host: '127.0.0.1', port: host.port, report }
    await mkdir(join(root, 'out'))
    await writeFile(join(root, 'out/x'), '')
    const missing = await serveFolder(root, request)
    expect(missing).toMatchObject({
      problem: { message: 'The page is not built: run "npm run build".' },
    })
    await mkdir(join(root, 'out/renderer'))
    await writeFile(join(root, 'out/renderer/index.html'), '')
    const taken = await serveFolder(root, request)
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
    const next = await start({ port: undefined })
    expect(next.port).not.toBe(8642)
    await next.stop()
    blocker.close()
  })

  test('of an address that is not here is refused in a sentence', async () => {
    const refused = start({ host: '192.0.2.1' })
    await expect(refused).rejects.toThrow('192.0.2.1 is not an address of this machine.')
  })
})

test('listening for other machines, it answers to addresses in numbers and still to no strange name', async () => {
  const open = await start({ host: '0.0.0.0' })
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
  expect(await readFile(join(root, 'served/b.ipynb'), 'utf8')).toBe(text)
  expect(await page.closed).toBe(1001)
  await idleClosed
  await expect(ask(host.port, '/')).rejects.toThrow('ECONNREFUSED')
})
