import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  changeType,
  createCell,
  createNotebook,
  deleteCell,
  inputValues,
  insertCell,
  mergeCellBelow,
  moveCell,
  type Notebook,
  replaceSource,
  setOutputs,
  splitCell,
  withInputs,
} from '../../../notebooks/document/index.ts'
import {
  type EditHistory,
  emptyHistory,
  historySteps,
  redo,
  remember,
  undo,
} from '../../../renderer/notebook/edit-history.ts'

const shown = [{ output_type: 'stream' as const, name: 'stdout', text: 'shown' }]
const tagged = {
  ...createCell('code', 'b', 'two\nlines', { tags: ['parameters'] }),
  outputs: shown,
}
const start = createNotebook([createCell('code', 'a', 'one'), tagged, createCell('markdown', 'c')])

/** An edit by its number; it uses no outside state, so that a failing run can be told. */
type Edit = (notebook: Notebook, at: number, step: number) => Notebook

const edits: readonly Edit[] = [
  (notebook, at, step) => insertCell(notebook, at, createCell('code', `new${step}`, 'fresh')),
  (notebook, at) =>
    notebook.cells.length > 1 ? deleteCell(notebook, notebook.cells[at].id) : notebook,
  (notebook, at) => moveCell(notebook, notebook.cells[at].id, 0),
  (notebook, at) => changeType(notebook, notebook.cells[at].id, 'markdown'),
  (notebook, at) => changeType(notebook, notebook.cells[at].id, 'code'),
  (notebook, at, step) => splitCell(notebook, notebook.cells[at].id, 0, `low${step}`),
  (notebook, at) =>
    at + 1 < notebook.cells.length ? mergeCellBelow(notebook, notebook.cells[at].id) : notebook,
  (notebook, at) => replaceSource(notebook, notebook.cells[at].id, 'replaced'),
]

const plans = fc.array(fc.tuple(fc.nat(edits.length - 1), fc.nat()), { maxLength: 15 })

function perform(plan: readonly (readonly [number, number])[]) {
  let notebook = start
  let history: EditHistory = emptyHistory
  for (const [step, [kind, place]] of plan.entries()) {
    const after = edits[kind](notebook, place % notebook.cells.length, step)
    if (after === notebook) continue
    history = remember(history, notebook, after)
    notebook = after
  }
  return { notebook, history }
}

function goOn(move: typeof undo, notebook: Notebook, history: EditHistory) {
  let at = { notebook, history }
  for (let next = move(history, notebook); next; next = move(next.history, next.notebook)) at = next
  return at
}

describe('the history of edits', () => {
  test('all undone, the notebook is as it was', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const { notebook, history } = perform(plan)
        expect(goOn(undo, notebook, history).notebook).toEqual(start)
      }),
    )
  })

  test('all undone and all redone, the notebook is as it became', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const { notebook, history } = perform(plan)
        const back = goOn(undo, notebook, history)
        expect(goOn(redo, back.notebook, back.history).notebook).toEqual(notebook)
      }),
    )
  })

  test('undo and redo of one step give back what was typed and run since', () => {
    fc.assert(
      fc.property(plans, fc.nat(), (plan, place) => {
        const { notebook, history } = perform(plan)
        const { id } = notebook.cells[place % notebook.cells.length]
        const typed = replaceSource(notebook, id, 'typed since')
        const back = undo(history, typed)
        if (back) expect(redo(back.history, back.notebook)?.notebook).toEqual(typed)
      }),
    )
  })

  test('brings a deleted cell back with its outputs, tags and id', () => {
    const after = deleteCell(start, 'b')
    const step = undo(remember(emptyHistory, start, after), after)
    expect(step?.notebook.cells[1]).toEqual(tagged)
  })

  test('does not undo a run, or what was typed, since the edit', () => {
    const after = deleteCell(start, 'b')
    const typed = replaceSource(setOutputs(after, 'a', shown, 7), 'a', 'typed')
    const step = undo(remember(emptyHistory, start, after), typed)
    expect(step?.notebook.cells[0]).toMatchObject({
      source: 'typed',
      outputs: shown,
      execution_count: 7,
    })
  })

  test('keeps its last steps only', () => {
    let history = emptyHistory
    for (let step = 0; step < historySteps + 5; step++) history = remember(history, start, start)
    expect(history.past).toHaveLength(historySteps)
  })

  test('a new edit ends what could be redone', () => {
    const after = deleteCell(start, 'b')
    const step = undo(remember(emptyHistory, start, after), after)!
    expect(redo(remember(step.history, start, after), after)).toBeUndefined()
  })
})

test('what inputs are set to stays as it is, whatever becomes of the cells that draw them', () => {
  const set = withInputs(start, { rate: 5 })
  const deleted = deleteCell(set, 'b')
  const changed = withInputs(deleted, { rate: 7 })
  const back = undo(remember(emptyHistory, set, deleted), changed)
  expect(back?.notebook.cells).toEqual(set.cells)
  expect(back && inputValues(back.notebook)).toEqual({ rate: 7 })
})
