import { defineStore } from 'pinia'
import { shallowRef, watch } from 'vue'
import type { Timeline } from '../../engine/timeline/index.ts'
import type { Cell, MimeBundle, Output } from '../../notebooks/document/index.ts'
import type { AttachedToOutput, SessionChange } from '../../notebooks/session/index.ts'
import { fingerprintsIn } from '../output/run/run-data.ts'
import { AttachedRecording } from '../timeline/worker/attached-recordings.ts'
import type { ReadTimeline } from '../timeline/worker/timeline-reader.ts'
import { useNotebookStore } from './notebook.ts'

/** The named limit: bytes of whole recordings, laid out, that the page keeps. The oldest goes first; its output is then drawn from what the file holds. */
export const heldBytes = 512_000_000

interface Held {
  readonly cell: string
  readonly timeline: Timeline
  readonly bytes: number
}

/** Whole recordings that came with outputs of this session, by fingerprint: never in a file, and freed when no output shows them any more. */
export const useRecordingsStore = defineStore('recordings', () => {
  const notebook = useNotebookStore()
  const held = shallowRef<ReadonlyMap<string, Held>>(new Map())
  /** By fingerprint: why a run came without its recording. */
  const notes = shallowRef<ReadonlyMap<string, string>>(new Map())
  /** Fingerprints of runs that are being read. */
  const reading = shallowRef<ReadonlySet<string>>(new Set())

  watch(
    () => notebook.session,
    (session) => {
      held.value = new Map()
      notes.value = new Map()
      reading.value = new Set()
      session?.on('change', follow)
    },
    { immediate: true },
  )

  function follow(change: SessionChange): void {
    if (change.type === 'outputs' || change.type === 'notebook') free()
    if (change.type !== 'output' && change.type !== 'outputs') return
    const { cell, attached } = change
    if (attached === undefined) return
    const shown = change.type === 'output' ? shownBy(change.output) : []
    void take(cell, attached, shown)
  }

  /** @param shown the runs that the output shows, to say why they are not there */
  async function take(
    cell: string,
    { contents, omitted }: AttachedToOutput,
    shown: readonly string[],
  ): Promise<void> {
    reading.value = new Set([...reading.value, ...shown])
    const { session } = notebook
    const reads = await Promise.all(contents.map(read))
    if (notebook.session !== session) return
    reading.value = new Set([...reading.value].filter((run) => !shown.includes(run)))
    const kept = new Map(held.value)
    for (const read of reads) {
      if (!read.ok) continue
      const { timeline } = read
      kept.delete(timeline.run.fingerprint)
      kept.set(timeline.run.fingerprint, { cell, timeline, bytes: bytesOf(timeline) })
    }
    held.value = withinBytes(kept)
    // Its output may have been cleared meanwhile.
    free()
    const sentence = omitted ?? reads.find((read) => !read.ok)?.sentence
    if (sentence !== undefined) {
      notes.value = new Map([...notes.value, ...shown.map((run) => [run, sentence] as const)])
    }
  }

  /** What no output shows any more. Looks at cells alone of which something is kept. */
  function free(): void {
    if (held.value.size === 0) return
    const cells = new Set([...held.value.values()].map(({ cell }) => cell))
    const shown = new Set(
      notebook.cells.flatMap((cell) => (cells.has(cell.id) ? shownIn(cell) : [])),
    )
    const kept = [...held.value].filter(([fingerprint]) => shown.has(fingerprint))
    if (kept.length < held.value.size) held.value = new Map(kept)
  }

  return {
    /** Why there is none: one sentence, where it is known. */
    noteOf: (fingerprint: string): string | undefined => notes.value.get(fingerprint),
    /** Whether the whole recording of a run is on its way. */
    isReading: (fingerprint: string): boolean => reading.value.has(fingerprint),
    /** The whole of a run along time; undefined where it is not at hand. */
    timelineOf: (fingerprint: string): Timeline | undefined =>
      held.value.get(fingerprint)?.timeline,
  }
})

const shownIn = (cell: Cell): string[] =>
  cell.cell_type === 'code' ? cell.outputs.flatMap(shownBy) : []

const shownBy = (output: Output): string[] =>
  'data' in output ? fingerprintsIn(output.data as MimeBundle) : []

/** From the last on, as many as fit. */
function withinBytes(held: ReadonlyMap<string, Held>): ReadonlyMap<string, Held> {
  const kept: [string, Held][] = []
  let bytes = 0
  for (const entry of [...held].reverse()) {
    bytes += entry[1].bytes
    if (bytes <= heldBytes) kept.unshift(entry)
  }
  return new Map(kept)
}

/** What kernels attach is anybody's; what is no recording is left alone, and said. So is that the reader could not be loaded. */
async function read(content: unknown): Promise<ReadTimeline> {
  if (!(content instanceof AttachedRecording))
    return { ok: false, sentence: 'What came beside the output is no recording.' }
  try {
    return await content.read()
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { ok: false, sentence: `The recording was not read: ${why}.` }
  }
}

/** Of its columns, about. */
const bytesOf = ({ run: { trace, history }, messages }: Timeline): number =>
  trace.chunks.reduce((sum, { time }) => sum + time.buffer.byteLength * 5, 0) +
  history.length * 60 +
  messages.length * 40
