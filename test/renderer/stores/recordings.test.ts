/// <reference lib="dom" />
// What stores import speaks to a page; none is there.
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, test } from 'vitest'
import { nextTick } from 'vue'
import { simulate, singleLeader } from '../../../engine/index.ts'
import { buildTimeline } from '../../../engine/timeline/index.ts'
import { createCell, createNotebook } from '../../../notebooks/document/index.ts'
import type { Session, SessionChange } from '../../../notebooks/session/index.ts'
import { useNotebookStore } from '../../../renderer/stores/notebook.ts'
import { useRecordingsStore } from '../../../renderer/stores/recordings.ts'
import { AttachedRecording } from '../../../renderer/timeline/worker/attached-recordings.ts'
import type { ReadTimeline } from '../../../renderer/timeline/worker/timeline-reader.ts'

const FINGERPRINT = 'f1'
const data = {
  'application/vnd.replilab.timeline+json': { runs: [{ fingerprint: FINGERPRINT }] },
}
const output = { output_type: 'display_data' as const, data, metadata: {} }

const { recording } = simulate({ seed: 1, model: singleLeader(), duration: '10ms' })
const timeline = buildTimeline({ ...recording, fingerprint: FINGERPRINT })

/** A session of which only its changes are heard. */
function quietSession() {
  const listeners: ((change: SessionChange) => void)[] = []
  const on = (_: 'change', listener: (change: SessionChange) => void) => listeners.push(listener)
  return {
    session: { on, stop: () => undefined } as unknown as Session,
    show(recording: AttachedRecording) {
      const attached = { contents: [recording] }
      for (const tell of listeners) tell({ type: 'output', cell: 'a', output, attached } as never)
    },
  }
}

const settled = () => new Promise((resolve) => setTimeout(resolve))

describe('recordings beside outputs', () => {
  beforeEach(() => setActivePinia(createPinia()))

  async function open() {
    const notebook = useNotebookStore()
    const recordings = useRecordingsStore()
    const { session, show } = quietSession()
    notebook.session = session
    await nextTick()
    return { notebook, recordings, show }
  }

  test('that cannot be read are no longer waited for, and it is said why', async () => {
    const { recordings, show } = await open()
    show(new AttachedRecording(() => Promise.reject(new Error('the server is gone'))))
    expect(recordings.isReading(FINGERPRINT)).toBe(true)
    await settled()
    expect(recordings.isReading(FINGERPRINT)).toBe(false)
    expect(recordings.noteOf(FINGERPRINT)).toBe('The recording was not read: the server is gone.')
  })

  test('are kept while an output shows them, and not where that was cleared as they were read', async () => {
    const cell = { ...createCell('code', 'a'), outputs: [output] }
    for (const outputs of [cell.outputs, []]) {
      const { notebook, recordings, show } = await open()
      notebook.notebook = createNotebook([cell])
      show(new AttachedRecording(async () => ({ ok: true, timeline })))
      notebook.notebook = createNotebook([{ ...cell, outputs }])
      await settled()
      expect(recordings.timelineOf(FINGERPRINT)).toBe(outputs.length === 0 ? undefined : timeline)
      setActivePinia(createPinia())
    }
  })

  test('of a notebook that was closed meanwhile say nothing in the next', async () => {
    const { notebook, recordings, show } = await open()
    let tell: (read: ReadTimeline) => void = () => undefined
    show(
      new AttachedRecording(
        () =>
          new Promise((resolve) => {
            tell = resolve
          }),
      ),
    )
    notebook.session = quietSession().session
    await nextTick()
    tell({ ok: false, sentence: 'The kernel ended before it was read.' })
    await settled()
    expect(recordings.noteOf(FINGERPRINT)).toBeUndefined()
  })
})
