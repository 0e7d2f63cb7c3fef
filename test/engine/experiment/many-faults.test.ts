import { describe, expect, it } from 'vitest'
import { faults, simulate, singleLeader, vote, workload } from '../../../engine/index.ts'
import { drawTimeline, layOut, lookAt } from '../../../engine/timeline/draw/index.ts'
import { buildTimeline, decodeRecording, type RecordedRun } from '../../../engine/timeline/index.ts'
import { displaySymbol } from '../../../engine/trace/table.ts'

/** Two faults every few milliseconds, and one that lasts. */
const run = simulate({
  seed: 3,
  model: singleLeader({ failover: vote() }),
  workload: workload.ycsb('A', { clients: 4, rate: 200, keys: 10 }),
  faults: [
    faults.every('20ms').crash('random', { for: '8ms' }),
    faults.every('33ms').delay('2ms', { for: '5ms' }),
    faults.at('5s').partition(['n1'], ['n2', 'n3'], { for: '1s' }),
  ],
  duration: '20s',
})
const timeline = buildTimeline(run.recording)
const room = { bytes: 500_000, limit: 'pictureBytes', limitBytes: 500_000 }
const bundle = run[displaySymbol](room)
const data = bundle['application/vnd.replilab.run+json'] as { recording: string | null }

function savedRun(): RecordedRun {
  const read = decodeRecording(data.recording ?? '')
  if (!read.ok) throw new Error(read.problem.message)
  return read.value
}

describe('a run with thousands of faults', () => {
  it('has them', () => expect(timeline.faults.length).toBeGreaterThan(1_500))

  it('is told in bounded words: the first faults, the last, and how many of each kind are between', () => {
    const text = bundle['text/plain']
    expect(text.length).toBeLessThan(8_000)
    expect(text).toMatch(
      /and 1[\s\u202f]\d{3} more of these kinds: \d+ crash, \d+ delay, 1 partition/,
    )
    expect(text).toMatch(/and 1[\s\u202f]\d{3} more faults of these kinds: \d+ crash, \d+ delay/)
    expect(text).toContain(`fault: ${timeline.faults.at(-1)?.label}`)
  })

  it('is a picture that stays far below what a cell may show', () => {
    expect(String(bundle['image/svg+xml']).length).toBeLessThan(150_000)
  })

  it('counts faults that cannot be told apart, each once', () => {
    const layout = layOut(timeline, { width: 960, height: 560 })
    const whole = { from: 0, to: timeline.endMicros }
    const { batches } = drawTimeline(timeline, lookAt(timeline, whole, layout), layout)
    const idsOf = (what: string) => batches.find((batch) => batch.what === what)?.ids ?? []
    const together = idsOf('faults together')
    const bars = idsOf('begin of a fault').length
    expect(together.length).toBeGreaterThan(10)
    const single = bars - together.length
    expect(together.reduce((sum, count) => sum + count, single)).toBe(timeline.faults.length)
    expect(idsOf('edge of a fault').length).toBeLessThan(200)
  })

  it('shows each of them where one is near enough', () => {
    const layout = layOut(timeline, { width: 960, height: 560 })
    const window = { from: 5_000_000, to: 5_100_000 }
    const { batches } = drawTimeline(timeline, lookAt(timeline, window, layout), layout)
    const seen = timeline.faults.filter(({ from, to }) => from <= window.to && to >= window.from)
    const bars = batches.find(({ what }) => what === 'begin of a fault')?.ids
    expect(bars?.length).toBe(seen.length)
  })

  it('keeps a recording in the output, with some of its faults, and says how many there were', () => {
    expect(data.recording?.length).toBeLessThanOrEqual(48_000)
    const saved = savedRun()
    expect(saved.thinned?.faults).toBe(run.recording.faults.length)
    const kinds = (all: RecordedRun) => new Set(all.faults.map(({ kind }) => kind))
    expect(kinds(saved)).toEqual(kinds(run.recording))
    const { faults: spans } = buildTimeline(saved)
    const known = new Map(timeline.faults.map((fault) => [`${fault.from} ${fault.label}`, fault]))
    for (const { from, to, label } of spans) expect(known.get(`${from} ${label}`)?.to).toBe(to)
  })

  it('says of each node at any moment of the saved recording what says most of it', () => {
    const saved = buildTimeline(savedRun())
    for (const [at, { spans }] of saved.nodes.entries()) {
      expect(spans.length).toBeLessThan(1_300)
      expect(spans[0].from).toBe(0)
      expect(spans.at(-1)?.to).toBe(timeline.endMicros)
      expect(spans.slice(1).every(({ from }, before) => from === spans[before].to)).toBe(true)
      const isDown = (one: readonly { health: string }[]) =>
        one.some(({ health }) => health === 'down')
      expect(isDown(spans)).toBe(isDown(timeline.nodes[at].spans))
    }
  })
})
