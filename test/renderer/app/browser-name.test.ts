import { expect, test } from 'vitest'
import { browserName } from '../../../renderer/app/browser-name.ts'

test.each([
  ['Chromium 156.0.0.0', 'Mozilla/5.0 (X11) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36'],
  ['Edge 140.0.1', 'Mozilla/5.0 (X11) Chrome/140.0 Safari/537.36 Edg/140.0.1'],
  ['Firefox 128.0', 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'],
  ['Safari 18.1', 'Mozilla/5.0 (Macintosh) AppleWebKit/605.1 Version/18.1 Safari/605.1'],
  ['Something else', 'Something else'],
])('%s is told by how it introduces itself', (name, userAgent) => {
  expect(browserName(userAgent)).toBe(name)
})
