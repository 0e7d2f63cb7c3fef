import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { WebHost } from '../../main/web/index.ts'
import { loopbackAddresses } from '../tools/loopback-addresses.ts'
import { ask, enter, openWebPage } from '../tools/web-client.ts'
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
    const pages = [`http://127.0.0.1:${host.port}`, `http://localhost:${host.port}`]
    expect(String(policy).endsWith(`frame-ancestors 'self' ${pages.join(' ')}`)).toBe(true)
    expect(headers['cross-origin-embedder-policy']).toBe('require-corp')
  })

  test('let the frame of a kernel come from a site of its own, at both addresses of loopback', async () => {
    const cookie = await enter(host.address)
    const page = await ask(host.port, '/', { headers: { cookie } })
    expect(page.headers['content-security-policy']).toContain(
      `frame-src 'self' blob: http://*.localhost:${host.port};`,
    )
    const { api, socket } = await openWebPage(host.address)
    expect((await api.describe()).kernelSites).toBe(`http://*.localhost:${host.port}`)
    socket.close()
    const headers = { host: `kernel-1.localhost:${host.port}` }
    for (const address of loopbackAddresses()) {
      const frame = await ask(host.port, '/kernel-frame/index.html', { host: address, headers })
      expect(frame.status).toBe(200)
      expect(frame.headers['cross-origin-resource-policy']).toBe('cross-origin')
    }
  })

  test('have no sites for kernels where other machines are let in', async () => {
    const open = await workplace.start({ host: '0.0.0.0' })
    const { headers } = await ask(open.port, '/kernel-frame/index.html')
    expect(headers['cross-origin-resource-policy']).toBe('same-origin')
    expect(headers['content-security-policy']).toMatch(/frame-ancestors 'self'$/)
    const { api, socket } = await openWebPage(open.address)
    expect((await api.describe()).kernelSites).toBeUndefined()
    socket.close()
    await open.stop()
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
