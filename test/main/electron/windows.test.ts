import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { namedFiles } from '../../../main/electron/named-files.ts'
import { createOpenRequests } from '../../../main/electron/open-requests.ts'
import {
  isExternal,
  isOfFrame,
  isPage,
  pageAddress,
  shownPlace,
  siteOf,
} from '../../../main/electron/page-origin.ts'
import { beside, onScreen, standardWindow } from '../../../main/electron/window-state.ts'

const screen = { x: 0, y: 0, width: 1920, height: 1080 }

describe('a window', () => {
  test('comes back where it was when a screen still shows it', () => {
    const state = { ...standardWindow, x: 100, y: 50 }
    expect(onScreen(state, [screen])).toEqual(state)
  })

  test('stands a little beside the one before it', () => {
    expect(beside({ ...standardWindow, x: 100, y: 50 })).toEqual({
      ...standardWindow,
      x: 128,
      y: 78,
    })
    expect(beside(standardWindow)).toEqual(standardWindow)
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

  test('tells which notebook the page shows', () => {
    expect(shownPlace(pageAddress('file:/home/a b.ipynb'))).toBe('file:/home/a b.ipynb')
    expect(shownPlace(pageAddress())).toBeNull()
    expect(shownPlace('about:blank')).toBeUndefined()
  })

  test('is one of the page, of a kernel, or of nothing', () => {
    expect(siteOf('replilab://app/index.html')).toBe('page')
    expect(siteOf('replilab://kernel-0a9f/kernel-frame/index.html')).toBe('kernel')
    for (const other of ['replilab://other/', 'replilab://kernel-/', 'replilab://kernel-x.app/']) {
      expect(siteOf(other), other).toBeUndefined()
    }
  })

  test('within the page is what the page put there', () => {
    for (const own of [
      'replilab://kernel-0/kernel-frame/index.html',
      'about:srcdoc',
      'blob:null/1',
    ])
      expect(isOfFrame(own), own).toBe(true)
    for (const other of ['https://example.org/', 'file:///etc/passwd', 'data:text/html,x', ''])
      expect(isOfFrame(other), other).toBe(false)
  })

  test('leads outside when a browser or a mail program shows it, and only then', () => {
    expect(isExternal('https://example.org/')).toBe(true)
    expect(isExternal('mailto:me@example.org')).toBe(true)
    for (const other of ['javascript:alert(1)', 'file:///etc/passwd', 'replilab://app/', 'x']) {
      expect(isExternal(other), other).toBe(false)
    }
  })
})

describe('the notebooks of a command line', () => {
  test('are those that end as notebooks do', () => {
    const given = ['/opt/replilab', '--flag', 'a.ipynb', '/b/c.ipynb', 'notes.txt']
    expect(namedFiles(given, '/home/me')).toEqual(['/home/me/a.ipynb', '/b/c.ipynb'])
  })

  test('may be given by their addresses, of this machine', () => {
    const given = ['/opt/replilab', 'file:///home/me/a%20b.ipynb', 'file://other/c.ipynb', 'file:%']
    expect(namedFiles(given, '/')).toEqual(['/home/me/a b.ipynb'])
  })
})

describe('what the system asks to open', () => {
  test('is shown in turn, also what was asked before there was a window', async () => {
    const requests = createOpenRequests()
    const shown: string[] = []
    requests.add(['a'])
    requests.add([])
    requests.add(['b', 'c'])
    const first = requests.serve(async (paths) => {
      await Promise.resolve()
      shown.push(paths.join())
    })
    requests.add(['d'])
    requests.add([])
    await first
    await expect.poll(() => shown).toEqual(['a,b,c', 'd', ''])
  })
})
