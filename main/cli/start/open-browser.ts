import { fail, ok, type Result } from '../../../engine/index.ts'
import { whyNoWindow } from './display.ts'

/** Opens an address in the browser of whoever started the program. Problem: `browser/none`. */
export async function openBrowser(address: string): Promise<Result<null>> {
  const reason = whyNoWindow(process.env, process.platform)
  if (reason !== null) return none(reason)
  const { default: open } = await import('open')
  try {
    await open(address)
    return ok(null)
  } catch (error) {
    return none(error instanceof Error ? error.message : String(error))
  }
}

const none = (reason: string) =>
  fail({ code: 'browser/none', message: `No browser was opened, as ${reason}.` })
