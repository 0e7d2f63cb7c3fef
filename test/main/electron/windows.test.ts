import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { namedFiles } from '../../../main/electron/named-files.ts'
import { isExternal, isPage, pageAddress } from '../../../main/electron/page-origin.ts'
import { onScreen, standardWindow } from '../../../main/electron/window-state.ts'

const screen = { x: 0, y: 0, width: 1920, height: 1080 }

describe('a window', () => {
  test('comes back where it was when a screen still shows it', () => {
    const state = { ...standardWindow, x: 100, y: 50 }
    expect(onScreen(state, [screen])).toEqual(state)
  })

  test('comes back in its size alone when its screen is gone', () => {
    expect(onScreen({ ...standardWindow, x: 2500, y: 50 }, [screen])).toEqual(standardWindow)
    expect(onScreen({ ...standardWindow, x: 100, y: 50 }, [])).toEqual(standardWindow)
  })

  test('is never put where nobody could get hold of it', () => {
    const place = fc.integer({ min: -5000, max: 5000 })
    fc.assert(
      fc.property(place, place, (x, y) => {
        const shown = onScreen({ ...standardWindow, x, y }, [screen])
        if (shown.x === undefined || shown.y === undefined) return
        expect(shown.x).toBeLessThanOrEqual(screen.width - 64)
        expect(shown.x + shown.width).toBeGreaterThanOrEqual(64)
        expect(shown.y).toBeLessThanOrEqual(screen.height - 64)
      }),
    )
  })
})

describe('an address', () => {
  test('of the page is known by its whole origin', () => {
    expect(isPage(pageAddress())).toBe(true)
    expect(isPage(pageAddress('file:/home/a b.ipynb'))).toBe(true)
    for (const other of [
      'replilab://app/kernel-frame/index.html',
      'replilab://other/index.html',
      'https://app/index.html',
      'file:///index.html',
      'about:blank',
      '',
    ]) {
      expect(isPage(other), other).toBe(false)
    }
  })

  test('leads outside when a browser shows it, and only then', () => {
    expect(isExternal('https://example.org/')).toBe(true)
    for (const other of ['javascript:alert(1)', 'file:///etc/passwd', 'replilab://app/', 'x']) {
      expect(isExternal(other), other).toBe(false)
    }
  })
})

test('the notebooks of a command line are those that end as notebooks do', () => {
  const given = ['/opt/replilab', '--flag', 'a.ipynb', '/b/c.ipynb', 'notes.txt']
  expect(namedFiles(given, '/home/me')).toEqual(['/home/me/a.ipynb', '/b/c.ipynb'])
})
