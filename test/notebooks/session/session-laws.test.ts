import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Notebook,
  replaceSource,
  serializeNotebook,
} from '../../../notebooks/document/index.ts'
import { codeCells, type Session } from '../../../notebooks/session/index.ts'
import { notebookOf } from './notebook-of.ts'
import { openSession, shown } from './open-session.ts'

/** What the reader of a notebook may do: run a cell, run all, give a cell another number. */
type Step =
  | { readonly do: 'run'; readonly cell: number }
  | { readonly do: 'run all' }
  | { readonly do: 'edit'; readonly cell: number; readonly number: number }

const cell = fc.nat({ max: 4 })
const steps = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('run' as const), cell }),
    fc.record({ do: fc.constant('run all' as const) }),
    fc.record({ do: fc.constant('edit' as const), cell, number: fc.nat({ max: 2 }) }),
  ),
  { maxLength: 10 },
)

/** `a` is defined twice, `b` hangs on it; some cells only look. */
const sourceOf = (index: number, number: number): string =>
  [
    `const a = ${number}; a`,
    `const b = a + ${number}; b`,
    `[a, b, ${number}]`,
    `const a = ${number + 10}; a`,
    `a + b + ${number}`,
  ][index]

const begin = (): Notebook => notebookOf(...[0, 1, 2, 3, 4].map((index) => sourceOf(index, 0)))

async function take(session: Session, step: Step): Promise<void> {
  if (step.do === 'run all') await session.runAll()
  else if (step.do === 'run') await session.runCell(`c${step.cell + 1}`)
  else {
    const source = sourceOf(step.cell, step.number)
    session.edit(replaceSource(session.notebook, `c${step.cell + 1}`, source))
  }
}

const shownByAll = (session: Session) =>
  codeCells(session.notebook).map(({ id }) => shown(session, id))

async function shownByFreshRun(notebook: Notebook) {
  const { session } = openSession(notebook)
  await session.runAll()
  session.stop()
  return shownByAll(session)
}

const isAllRun = (session: Session) =>
  codeCells(session.notebook).every(({ execution_count }) => execution_count !== null)

test('when all cells have run and none is stale, they show what a fresh run shows', async () => {
  let times = 0
  await fc.assert(
    fc.asyncProperty(steps, async (taken) => {
      const { session } = openSession(begin())
      for (const step of taken) {
        await take(session, step)
        if (!isAllRun(session) || session.staleCells().size > 0) continue
        expect(shownByAll(session)).toEqual(await shownByFreshRun(session.notebook))
        times += 1
      }
      session.stop()
    }),
    { numRuns: 15 },
  )
  expect(times).toBeGreaterThan(0)
})

test('after whatever was done, restart and run all gives the bytes of a fresh run', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (taken) => {
      const { session } = openSession(begin())
      for (const step of taken) await take(session, step)
      session.restart()
      await session.runAll()
      const fresh = openSession(session.notebook).session
      await fresh.runAll()
      expect(serializeNotebook(session.notebook)).toBe(serializeNotebook(fresh.notebook))
      session.stop()
      fresh.stop()
    }),
    { numRuns: 8 },
  )
})
