import { describe, expect, test } from 'vitest'
import { frameAddresses } from '../../../renderer/kernel/frame-address.ts'

const sites = 'http://*.localhost:8642'
const page = { hostname: '127.0.0.1' }

describe('the frame of a kernel', () => {
  test('comes from a site of its own first, and else from that of the page', () => {
    expect(frameAddresses(sites, page)).toEqual([
      expect.stringMatching(
        /^http:\/\/kernel-[0-9a-f]{24}\.localhost:8642\/kernel-frame\/index\.html$/,
      ),
      './kernel-frame/index.html',
    ])
  })

  test('shares its site with no other', () => {
    expect(frameAddresses(sites, page)[0]).not.toBe(frameAddresses(sites, page)[0])
  })

  test('comes from the page where there are no sites, or none that a policy can let the page be seen by', () => {
    expect(frameAddresses(undefined, page)).toEqual(['./kernel-frame/index.html'])
    expect(frameAddresses(sites, { hostname: '[::1]' })).toEqual(['./kernel-frame/index.html'])
  })
})
