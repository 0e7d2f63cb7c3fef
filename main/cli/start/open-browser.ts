import { once } from 'node:events'
import { fail, ok, type Result } from '../../../engine/index.ts'
import { whyNoWindow } from './display.ts'

/** Opens an address in the browser of whoever started the program. Problem: `browser/none`. */
export async function openBrowser(address: string): Promise<Result<null>> {
  const reason = whyNoWindow(process.env, process.platform)
  if (reason !== null) return none(reason)
  const { default: open } = await import('open')
  try {
    const browser = await open(address)
    // The program that opens it may be missing, which is told a little later.
    browser.on('error', () => browser.unref())
    if (browser.pid === undefined) await once(browser, 'error')
    return browser.pid === undefined ? none('none could be started') : ok(null)
  } catch (error) {
    return none(error instanceof Error ? error.message : String(error))
  }
}

const none = (reason: string) =>
  fail({ code: 'browser/none', message: `No browser was opened, as ${reason}.` })
