import { createBirpc } from 'birpc'
import * as v from 'valibot'
import type { HostApi, HostEvents } from '../../notebooks/host/index.ts'
import { argumentSchemas } from './argument-schemas.ts'
import { readMessage, writeMessage } from './message.ts'

/** A way to one page and back: a socket, or the channel of a window. */
export interface PageChannel {
  post(text: string): void
  onText(listener: (text: string) => void): void
  /** The page sent what is no message: it is not ours, or broken. */
  refuse(): void
}

/** What a host tells one page. Nothing waits for the page. */
export type PageCaller = HostEvents

/** A page whose requests are answered. */
export interface AnsweredPage {
  /** Resolves when every request that was heard has been answered. */
  settled(): Promise<void>
}

/** Answers a page's requests with `api`, which is given the way to tell it things. Arguments that do not fit are refused before `api` sees them. */
export function answerPage(
  channel: PageChannel,
  createApi: (page: PageCaller) => HostApi,
  onBug: (error: unknown) => void,
): AnsweredPage {
  const functions: Record<string, Request> = Object.create(null)
  const running = new Set<Promise<unknown>>()
  const rpc = createBirpc<HostEvents>(functions, {
    post: (text: string) => channel.post(text),
    on: (listener) =>
      channel.onText((text) => {
        const message = readMessage(text)
        if (message === null) channel.refuse()
        else listener(message)
      }),
    serialize: writeMessage,
    resolver: (name, known) => known ?? unknownRequest(name),
    eventNames: ['fileChanged', 'settingsChanged', 'commandChosen', 'closeAsked'],
    onFunctionError(error) {
      if (!(error instanceof RefusedRequest)) onBug(error)
      return undefined
    },
    onGeneralError(error) {
      onBug(error)
      return true
    },
  })
  const track = (answer: Promise<unknown>) => {
    running.add(answer)
    const forget = () => running.delete(answer)
    answer.then(forget, forget)
    return answer
  }
  for (const [name, request] of checkedRequests(createApi(rpc))) {
    functions[name] = (...args) => track(request(...args))
  }
  return {
    async settled() {
      while (running.size > 0) await Promise.allSettled(running)
      // Answers are written a little after they are known.
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

type Request = (...args: unknown[]) => Promise<unknown>

/** A request that a page of ours does not make. */
export class RefusedRequest extends Error {
  override readonly name = 'RefusedRequest'
}

const unknownRequest = (name: string) => () => {
  throw new RefusedRequest(`There is no request ${JSON.stringify(name.slice(0, 50))}.`)
}

function checkedRequests(api: HostApi): (readonly [string, Request])[] {
  const names = Object.keys(argumentSchemas) as (keyof HostApi)[]
  return names.map((name) => [name, checked(name, api)])
}

const checked =
  (name: keyof HostApi, api: HostApi): Request =>
  async (...args) => {
    const parsed = v.safeParse(argumentSchemas[name], args)
    if (!parsed.success)
      throw new RefusedRequest(`${name} was refused: ${issueText(parsed.issues)}`)
    const request = api[name] as Request
    return request(...(parsed.output as unknown[]))
  }

function issueText([issue]: readonly v.BaseIssue<unknown>[]): string {
  const path = v.getDotPath(issue)
  return path === null ? issue.message : `argument ${path}: ${issue.message}`
}
