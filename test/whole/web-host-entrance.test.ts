import { isIP } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { WebHost } from '../../main/web/index.ts'
import { hostAddresses } from '../../notebooks/host/index.ts'
import { loopbackAddresses } from '../tools/loopback-addresses.ts'
import { ask, enter, openSocket } from '../tools/web-client.ts'
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

const token = () => new URL(host.address).searchParams.get('token') ?? ''

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

  test('that a browser is started with, which others can see, works once', async () => {
    const address = host.addressForOnce()
    expect(address).not.toContain(token())
    const cookie = await enter(address)
    expect((await ask(host.port, '/', { headers: { cookie } })).status).toBe(200)
    await expect(enter(address)).rejects.toThrow('403')
    await expect(enter(host.address)).resolves.toContain('replilab-')
  })

  test('of an earlier time does not matter to who is in', async () => {
    const cookie = await enter(host.address)
    const answer = await ask(host.port, '/?token=old', { headers: { cookie } })
    expect(answer).toMatchObject({ status: 303, headers: { location: '/' } })
  })

  test('of another host on this machine is another, and their cookies do not meet', async () => {
    const other = await workplace.start()
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
    'kernel-.localhost:PORT',
    'other.localhost:PORT',
    'kernel-1.localhost.evil.example:PORT',
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

  test('the name of a kernel is, with what anybody may have and nothing else', async () => {
    const cookie = await enter(host.address)
    const headers = { cookie, host: `kernel-12ab.localhost:${host.port}` }
    const frame = await ask(host.port, '/kernel-frame/index.html', { headers })
    expect(frame).toMatchObject({ status: 200, text: '<!doctype html><title>Kernel</title>' })
    for (const path of ['/', '/index.html', `/?token=${token()}`, '/assets/index-abc123.js']) {
      const { status, headers: given } = await ask(host.port, path, { headers })
      expect({ status, cookie: given['set-cookie'] }).toEqual({ status: 404, cookie: undefined })
    }
    const origin = `http://${headers.host}`
    expect(await openSocket(host.port, { ...headers, origin })).toBe(403)
  })

  test('localhost is at either address of loopback, where browsers look for it', async () => {
    const headers = { cookie: await enter(host.address), host: `localhost:${host.port}` }
    const origin = `http://${headers.host}`
    for (const address of loopbackAddresses()) {
      expect((await ask(host.port, '/', { host: address, headers })).status).toBe(200)
      expect(
        (await ask(host.port, '/', { host: address, headers: { host: headers.host } })).status,
      ).toBe(403)
      const at = isIP(address) === 6 ? `[${address}]` : address
      const socket = await openSocket(host.port, { ...headers, origin }, hostAddresses.socket, at)
      expect(socket).toBeTypeOf('object')
      if (typeof socket === 'object') socket.close()
    }
  })

  test('the names of loopback are', async () => {
    const cookie = await enter(host.address)
    for (const loopback of ['localhost', '127.0.0.1', '[::1]', 'LOCALHOST']) {
      const headers = { cookie, host: `${loopback}:${host.port}` }
      expect((await ask(host.port, '/', { headers })).status).toBe(200)
    }
  })
})
