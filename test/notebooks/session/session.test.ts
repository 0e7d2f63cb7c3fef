import { describe, expect, test } from 'vitest'
import {
  type CodeCell,
  deleteCell,
  parseNotebook,
  replaceSource,
  serializeNotebook,
} from '../../../notebooks/document/index.ts'
import { notebookOf } from './notebook-of.ts'
import { counts, openSession, outputsOf, shown, states } from './open-session.ts'

describe('a run of all cells', () => {
  test('shares names between cells and shows streams and last expressions', async () => {
    const { session } = openSession(notebookOf('const x: number = 2', "console.log('hi'); x * 21"))
    await session.runAll()
    expect(shown(session, 'c2')).toEqual(['hi\n', '42'])
    expect(states(session)).toEqual(['done', 'done'])
  })

  test('counts the cells from 1 and leaves empty ones without a count', async () => {
    const { session } = openSession(notebookOf('1', '  ', '2'))
    await session.runAll()
    expect(counts(session)).toEqual([1, null, 2])
    expect(states(session)).toEqual(['done', 'done', 'done'])
  })

  test('twice in fresh sessions gives the same bytes', async () => {
    const notebook = notebookOf('({ a: [1, 2] })', "throw new TypeError('no')", '3')
    const texts = []
    for (const _ of [1, 2]) {
      const { session } = openSession(notebook)
      await session.runAll()
      texts.push(serializeNotebook(session.notebook))
    }
    expect(texts[0]).toBe(texts[1])
  })

  test('ends at the first error, with later cells not run and without the outputs of an earlier run', async () => {
    const { session } = openSession(notebookOf('const ok = 1', 'ok.no()', 'ok'))
    await session.runCell('c3')
    const outcomes = await session.runAll()
    expect(outcomes.map(({ state }) => state)).toEqual(['done', 'failed'])
    expect(states(session)).toEqual(['done', 'failed', 'idle'])
    expect(outputsOf(session, 'c3')).toEqual([])
  })

  test('goes on after an error that the tag raises-exception announces', async () => {
    const { session } = openSession(
      notebookOf({ source: 'null.x', tags: ['raises-exception'] }, '2'),
    )
    const outcomes = await session.runAll()
    expect(outcomes.map(({ state }) => state)).toEqual(['done', 'done'])
    expect(outcomes[0].failure?.name).toBe('TypeError')
    expect(outputsOf(session, 'c1')[0].output_type).toBe('error')
  })

  test('leaves a cell tagged skip-execution as it was', async () => {
    const notebook = notebookOf({ source: 'boom()', tags: ['skip-execution'] }, '2')
    ;(notebook.cells[0] as CodeCell).outputs = [
      { output_type: 'stream', name: 'stdout', text: 'from before\n' },
    ]
    const { session } = openSession(notebook)
    await session.runAll()
    expect(shown(session, 'c1')).toEqual(['from before\n'])
    expect(states(session)).toEqual(['skipped', 'done'])
    expect(counts(session)).toEqual([null, 1])
  })

  test('does not touch the notebook that it was given', async () => {
    const notebook = notebookOf('1')
    const before = serializeNotebook(notebook)
    await openSession(notebook).session.runAll()
    expect(serializeNotebook(notebook)).toBe(before)
  })
})

describe('errors', () => {
  test('name the cell, the line and the column of the source, with a caret', async () => {
    const { session } = openSession(
      notebookOf('1', 'const a = 1\n  throw new RangeError("far off")'),
    )
    await session.runAll()
    expect(shown(session, 'c2')).toEqual([
      'RangeError: far off\ncell 2, line 2, column 9\n  2 |   throw new RangeError("far off")\n    |         ^',
    ])
  })

  test('tell the way through the functions of other cells', async () => {
    const { session } = openSession(
      notebookOf('function fail(text: string) {\n  throw new Error(text)\n}', "fail('deep')"),
    )
    await session.runAll()
    const [text] = shown(session, 'c2')
    expect(text).toContain('Error: deep\ncell 1, line 2, column 9\n')
    expect(text).toMatch(/\ncalled from cell 2, line 1, column \d\n {2}1 \| fail\('deep'\)\n/)
  })

  test('of the compiler stand at their place and leave the kernel as it was', async () => {
    const { session } = openSession(notebookOf('let x = 1', 'let = ='))
    const [, outcome] = await session.runAll()
    expect(outcome.failure?.code).toBe('compile/syntax')
    expect(shown(session, 'c2')[0]).toContain('cell 2, line 1, column')
    expect(counts(session)).toEqual([1, 2])
  })

  test('hold nothing of the machine', async () => {
    const { session } = openSession(
      notebookOf('[1].map(() => { throw new Error("x") })', 'nowhere'),
    )
    await session.runAll()
    expect(serializeNotebook(session.notebook)).not.toMatch(/file:|node:|\.ts|\/home|\/work/)
  })
})

describe('a time limit', () => {
  test('stops an endless loop and the run, also in a cell that may raise', async () => {
    const loop = { source: 'for (;;) {}', tags: ['raises-exception'] }
    const { session } = openSession(notebookOf(loop, '2'), { timeLimitMillis: 50 })
    const outcomes = await session.runAll()
    expect(outcomes).toHaveLength(1)
    expect(outcomes[0].failure?.code).toBe('stopped/time-limit')
    expect(outcomes[0].state).toBe('failed')
    expect(states(session)).toEqual(['failed', 'idle'])
  })
})

describe('the end of a kernel', () => {
  const reason = {
    code: 'kernel/memory-limit',
    message: 'The cell used more than 512 MB of memory, so its kernel was ended.',
  } as const

  test('is the error of the cell that runs; later cells do not run', async () => {
    const { session, kernels } = openSession(
      notebookOf('await new Promise(() => setTimeout(() => {}, 5000))', '2'),
    )
    const run = session.runAll()
    setTimeout(() => kernels[0].die(reason), 30)
    const outcomes = await run
    expect(outcomes.map(({ failure }) => failure?.code)).toEqual(['kernel/memory-limit'])
    expect(shown(session, 'c1')).toEqual([`MemoryLimitError: ${reason.message}`])
    expect(states(session)).toEqual(['failed', 'idle'])
  })

  test('is told, and leaves the other cells as if they had not run', async () => {
    const { session, kernels } = openSession(notebookOf('1', '2'))
    await session.runAll()
    const told: unknown[] = []
    session.on('change', (change) => {
      if (change.type === 'kernel-end') told.push(change.reason, states(session))
    })
    kernels[0].die(reason)
    expect(told).toEqual([reason, ['idle', 'idle']])
    session.restart()
    expect(told).toHaveLength(2)
  })

  test('leaves a session that starts a new kernel, counts from 1 and knows no old names', async () => {
    const { session, kernels } = openSession(notebookOf('var kept = 1', 'typeof kept', 'kept'))
    await session.runCell('c1')
    kernels[0].die(reason)
    expect((await session.runCell('c1'))?.failure?.code).toBe('kernel/memory-limit')
    expect((await session.runCell('c3'))?.failure?.name).toBe('ReferenceError')
    expect(kernels).toHaveLength(2)
    expect(counts(session)[2]).toBe(1)
  })
})

describe('single cells', () => {
  test('run again forget the names that they no longer define', async () => {
    const { session } = openSession(notebookOf('const gone = 1, kept = 2', 'gone'))
    await session.runAll()
    session.edit(replaceSource(session.notebook, 'c1', 'const kept = 3'))
    await session.runCell('c1')
    expect((await session.runCell('c2'))?.failure?.message).toContain('gone')
  })

  test('that are deleted take their names along', async () => {
    const { session } = openSession(notebookOf('const gone = 1', 'gone'))
    await session.runAll()
    session.edit(deleteCell(session.notebook, 'c1'))
    expect([...session.staleCells()]).toEqual(['c2'])
    expect((await session.runCell('c2'))?.failure?.name).toBe('ReferenceError')
  })

  test('wait for each other in the order in which they were asked for', async () => {
    const { session } = openSession(notebookOf('const a = await Promise.resolve(1)', 'a + 1'))
    const [first, second] = [session.runCell('c1'), session.runCell('c2')]
    expect(states(session)).toEqual(['queued', 'queued'])
    await Promise.all([first, second])
    expect(shown(session, 'c2')).toEqual(['2'])
  })

  test('that use what was run again are stale until they run', async () => {
    const { session } = openSession(notebookOf('let n = 1', 'n + 1', '5'))
    await session.runAll()
    expect([...session.staleCells()]).toEqual([])
    await session.runCell('c1')
    expect([...session.staleCells()]).toEqual(['c2'])
    await session.runCell('c2')
    expect([...session.staleCells()]).toEqual([])
  })

  test('that show an input are stale when it is set, with what depends on them', async () => {
    const source = "const w = input.slider('w', { min: 1, max: 3 })"
    const { session } = openSession(
      notebookOf("import { input } from 'replilab'", source, 'w * 10', '5'),
    )
    await session.runAll()
    expect(shown(session, 'c2')).toEqual(['w = 1'])
    expect(session.setInput('w', 3)).toEqual(['c2', 'c3'])
    expect([...session.staleCells()]).toEqual(['c2', 'c3'])
    await session.runCells(['c2', 'c3'])
    expect(shown(session, 'c3')).toEqual(['30'])
    expect([...session.staleCells()]).toEqual([])
  })

  test('of a notebook that was opened are stale when an input that they show is set otherwise', async () => {
    const source = "const w = input.slider('w', { min: 1, max: 3 })"
    const sources = ["import { input } from 'replilab'", source, 'w * 10', '5', 'w * 0 // new']
    const before = openSession(notebookOf(...sources)).session
    await before.runCells(['c1', 'c2', 'c3', 'c4'])
    const { session } = openSession(before.notebook)
    expect([...session.staleCells()]).toEqual([])
    // What depends on it may run, also where it shows nothing that could be stale.
    expect(session.setInput('w', 3)).toEqual(['c2', 'c3', 'c5'])
    expect([...session.staleCells()]).toEqual(['c2', 'c3'])
    session.setInput('w', 1)
    expect([...session.staleCells()]).toEqual([])
    session.setInput('w', 3)
    await session.runAll()
    expect([...session.staleCells()]).toEqual([])
    expect(shown(session, 'c3')).toEqual(['30'])
  })

  test('that show an input are known while they run again and show nothing yet', async () => {
    const source = "const w = input.slider('w', { min: 1, max: 3 })"
    const { session } = openSession(
      notebookOf("import { input } from 'replilab'", source, 'w * 10'),
    )
    await session.runAll()
    session.setInput('w', 2)
    const first = session.runCells(['c2', 'c3'])
    const atOutputs: (readonly string[])[] = []
    const forget = session.on('change', ({ type }) => {
      if (type !== 'outputs' || atOutputs.length > 0) return
      atOutputs.push(session.setInput('w', 3))
    })
    await first
    forget()
    expect(atOutputs).toEqual([['c2', 'c3']])
    await session.runCells(['c2', 'c3'])
    expect(shown(session, 'c3')).toEqual(['30'])
  })

  test('that the notebook does not have are no cells to run', async () => {
    const { session, kernels } = openSession(notebookOf('1'))
    expect(await session.runCell('elsewhere')).toBeNull()
    expect(kernels).toHaveLength(0)
  })
})

describe('stop and restart', () => {
  test('a stop ends the running cell with the sentence and lets nothing else run', async () => {
    const { session } = openSession(
      notebookOf("console.log('begun'); await new Promise((go) => setTimeout(go, 9000))", '2'),
    )
    session.on('change', (change) => {
      if (change.type === 'output' && change.output.output_type === 'stream')
        session.stop('Enough.')
    })
    const outcomes = await session.runAll()
    expect(outcomes.map(({ failure }) => failure?.message)).toEqual(['Enough.'])
    expect(shown(session, 'c1')).toEqual(['begun\n', 'Interrupted: Enough.'])
    expect(states(session)).toEqual(['failed', 'idle'])
  })

  test('a restart keeps outputs, forgets names and counts from 1 again', async () => {
    const { session } = openSession(notebookOf('var x = 1; x', 'x'))
    await session.runAll()
    session.restart()
    expect(shown(session, 'c1')).toEqual(['1'])
    expect(states(session)).toEqual(['idle', 'idle'])
    expect((await session.runCell('c2'))?.failure?.name).toBe('ReferenceError')
    expect(counts(session)[1]).toBe(1)
  })
})

describe('outputs', () => {
  test('beyond the limit are left out, and one line says so', async () => {
    const source = "import { display } from 'replilab'\nfor (let i = 0; i < 9; i++) display(i)"
    const { session } = openSession(notebookOf(source), { outputsPerCell: 3 })
    await session.runAll()
    expect(shown(session, 'c1')).toEqual([
      '0',
      '1',
      '2',
      'Only the first 3 outputs of this cell are kept (limit outputsPerCell).\n',
    ])
  })

  test('of one display id replace each other in place', async () => {
    const source =
      "import { display } from 'replilab'\ndisplay('a', { id: 'd' }); display('b'); display('c', { id: 'd' })"
    const { session } = openSession(notebookOf(source))
    await session.runAll()
    expect(shown(session, 'c1')).toEqual(["'c'", "'b'"])
  })

  test('are told as they come, after the state of their cell', async () => {
    const { session } = openSession(notebookOf("console.log('a')"))
    const told: string[] = []
    const forget = session.on('change', (change) =>
      told.push(change.type === 'state' ? change.state : change.type),
    )
    await session.runAll()
    expect(told).toEqual(['queued', 'outputs', 'outputs', 'running', 'output', 'done'])
    forget()
    await session.runAll()
    expect(told).toHaveLength(6)
  })

  test('make a notebook that reads back', async () => {
    const { session } = openSession(notebookOf('({ a: 1 })'))
    await session.runAll()
    const text = serializeNotebook(session.notebook)
    const parsed = parseNotebook(text)
    expect(parsed.ok && serializeNotebook(parsed.value)).toBe(text)
  })
})
