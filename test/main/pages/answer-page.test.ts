import { createBirpc } from 'birpc'
import { beforeEach, describe, expect, test } from 'vitest'
import { answerPage, type PageCaller } from '../../../main/pages/index.ts'
import { defaultSettings, type HostApi, type HostEvents } from '../../../notebooks/host/index.ts'

/** A host that notes what reaches it, and a page that talks to it through texts. */
function connect() {
  const reached: [string, ...unknown[]][] = []
  const bugs: unknown[] = []
  const told: unknown[][] = []
  let refusals = 0
  let toHost: (text: string) => void = () => undefined
  let toPage: (text: string) => void = () => undefined
  let caller: PageCaller | undefined
  const api = new Proxy({} as HostApi, {
    get:
      (_, name: string) =>
      async (...args: unknown[]) => {
        reached.push([name, ...args])
        if (name === 'listFolder') throw new Error('a bug at /home/someone')
        return null
      },
  })
  answerPage(
    {
      post: (text) => toPage(text),
      onText: (listener) => {
        toHost = listener
      },
      refuse: () => {
        refusals++
      },
    },
    (page) => {
      caller = page
      return api
    },
    (error) => bugs.push(error),
  )
  const note =
    (name: string) =>
    (...args: unknown[]) =>
      void told.push([name, ...args])
  const events: HostEvents = {
    fileChanged: note('fileChanged'),
    settingsChanged: note('settingsChanged'),
    commandChosen: note('commandChosen'),
    closeAsked: note('closeAsked'),
  }
  const page = createBirpc<HostApi, HostEvents>(events, {
    post: (text) => toHost(text),
    on: (listener) => {
      toPage = listener
    },
    serialize: JSON.stringify,
    deserialize: JSON.parse,
  })
  return {
    page,
    reached,
    bugs,
    told,
    host: caller!,
    send: (text: string) => toHost(text),
    refusals: () => refusals,
  }
}

let link: ReturnType<typeof connect>
beforeEach(() => {
  link = connect()
})

test('a request reaches the host with its arguments, and its answer comes back', async () => {
  const request = { place: 'file:a.ipynb', text: '{}', replaces: null } as const
  expect(await link.page.save(request)).toBeNull()
  await link.page.writeSettings(defaultSettings)
  expect(link.reached).toEqual([
    ['save', request],
    ['writeSettings', defaultSettings],
  ])
})

test('events reach the page', async () => {
  link.host.fileChanged('file:a.ipynb', null)
  link.host.settingsChanged(defaultSettings)
  link.host.commandChosen('run')
  await expect
    .poll(() => link.told)
    .toEqual([
      ['fileChanged', 'file:a.ipynb', null],
      ['settingsChanged', defaultSettings],
      ['commandChosen', 'run'],
    ])
})

describe('refused before it reaches the host, and no bug of ours:', () => {
  test.each<[string, unknown[], string]>([
    ['open', [], 'open was refused'],
    ['open', [5], 'open was refused: argument 0: must be library:NAME, file:PATH or new:NAME'],
    ['open', ['http:a'], 'open was refused'],
    ['open', ['file:'], 'open was refused'],
    ['open', [`file:${'a'.repeat(10_000)}`], 'open was refused'],
    ['open', ['file:a.ipynb', 'more'], 'open was refused'],
    ['describe', [{}], 'describe was refused'],
    ['save', [{ place: 'file:a.ipynb', text: 1, replaces: null }], 'argument 0.text'],
    ['save', [{ place: 'file:a.ipynb', text: '' }], 'argument 0.replaces'],
    [
      'save',
      [{ place: 'file:a.ipynb', text: '', replaces: 'x'.repeat(101) }],
      'argument 0.replaces',
    ],
    ['writeSettings', [{ ...defaultSettings, theme: 'pink' }], 'argument 0.theme'],
    ['openExternal', ['x'.repeat(9000)], 'openExternal was refused'],
    ['constructor', [], 'There is no request "constructor".'],
    ['toString', [], 'There is no request "toString".'],
    ['__proto__', [], 'There is no request "__proto__".'],
    ['x'.repeat(1000), [], 'There is no request "xxx'],
  ])('%s %j', async (name, args, sentence) => {
    const call = link.page.$call as (name: string, ...args: unknown[]) => Promise<unknown>
    const answer = call(name, ...args)
    await expect(answer).rejects.toMatchObject({ message: expect.stringContaining(sentence) })
    expect(link.reached).toEqual([])
    expect(link.bugs).toEqual([])
  })
})

test('fields that are not asked for do not reach the host', async () => {
  const entry = { id: 'abcdefgh', place: 'new:a', text: '', base: null, keptMillis: 1 } as const
  await link.page.keepJournal({ ...entry, more: true } as typeof entry)
  expect(link.reached).toEqual([['keepJournal', entry]])
})

test('a bug is told to the host whole, and to the page without where it arose', async () => {
  const answer = link.page.listFolder()
  await expect(answer).rejects.toEqual({ name: 'Error', message: 'a bug at /home/someone' })
  expect(link.bugs).toHaveLength(1)
})

test.each([
  '',
  'text',
  '5',
  'null',
  '[]',
  '{}',
  '{"t":"q"}',
  '{"t":"q","m":5,"a":[]}',
  '{"t":"x","i":"1"}',
])('what is no message, as %j, is refused as a whole', (text) => {
  link.send(text)
  expect(link.refusals()).toBe(1)
  expect(link.reached).toEqual([])
})
