import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import { attachmentsSymbol } from '../../../engine/experiment/view/recordings.ts'
import { fitInto } from '../../../engine/experiment/view/room.ts'
import {
  async,
  cluster,
  compare,
  faults,
  latency,
  type ScenarioSpec,
  simulate,
  singleLeader,
  vote,
  workload,
} from '../../../engine/index.ts'
import { decodeRecording } from '../../../engine/timeline/file/recording-text.ts'
import { fromTransfer } from '../../../engine/timeline/transfer.ts'
import { displaySymbol } from '../../../engine/trace/table.ts'

/** The leader is cut off, takes a write that nobody else hears of, and crashes. */
const CRASH: ScenarioSpec = {
  seed: 7,
  model: singleLeader({ replication: async(), failover: vote() }),
  network: { latency: latency.lognormal({ p50: '1ms', p99: '5ms' }) },
  workload: workload.ycsb('A', { clients: 8, rate: 400, keys: 50, timeout: '300ms' }),
  faults: [
    faults.at('300ms').partition(['n1'], ['n2', 'n3']),
    faults.at('310ms').crash('n1'),
    faults.at('310ms').heal(),
    faults.at('800ms').restart('n1'),
  ],
  duration: '1s',
}
const run = simulate(CRASH)

function isXml(text: string): boolean {
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    throw error
  })
  parser.write(text).close()
  return true
}

describe('a run as an output', () => {
  const bundle = run[displaySymbol]()
  const text = bundle['text/plain']

  it('tells in words of the crash, the election, the lost write and the message that never arrived', () => {
    expect(text).toMatch(/0\.310 s {2}n1 crashes/)
    expect(text).toMatch(/n\d becomes leader, term 2/)
    expect(text).toMatch(/c\d writes k\d+ = \d+, answered by n1: lost/)
    expect(text).toMatch(/from n1 to n2: kept back by a partition/)
    expect(text).toMatch(/n1 takes entries out of its log/)
  })

  it('says of the first lost write why it is lost, in lines that fit a terminal', () => {
    const [, told] = text.split('What happened\n\n')
    expect(told.replace(/\s+/g, ' ')).toMatch(
      /: lost why: Only n1 ever had k\d+ = \d+ \(operation \d+\)\. What was sent to n2 and n3 was dropped by partition/,
    )
    expect(told.match(/why: Only/g)).toHaveLength(1)
    for (const line of told.split('\n')) expect(line.length).toBeLessThanOrEqual(80)
  })

  it('tells in order of time, and counts what it leaves out', () => {
    const [, told] = text.split('What happened\n\n')
    const times = [...told.matchAll(/^ *([\d.]+) s /gm)].map(([, time]) => Number(time))
    expect(times).toEqual([...times].sort((one, other) => one - other))
    expect(told).toMatch(/and \d+ more /)
    expect(told.split('\n').length).toBeLessThan(80)
  })

  it('is a picture that stands alone, and no larger than its limit', () => {
    const picture = String(bundle['image/svg+xml'])
    expect(isXml(picture)).toBe(true)
    expect(picture).toContain('lost writes')
    expect(picture).not.toMatch(/<script|href=/)
    expect(picture.length).toBeLessThan(60_000)
  })

  it('is the same each time', () => {
    expect(simulate(CRASH)[displaySymbol]()).toEqual(bundle)
  })

  it('comes whole beside the output, where a page can take it', () => {
    const [{ bytes, take }] = run[attachmentsSymbol]()
    expect(bytes).toBeGreaterThan(run.trace.length * 29)
    const copy = fromTransfer(take().content)
    expect(copy.trace.length).toBe(run.trace.length)
    expect(copy.fingerprint).toBe(run.fingerprint)
    expect(copy.history.length).toBe(run.history.length)
  })
})

describe('a part of a run', () => {
  it('tells of its own time, nodes and key alone', () => {
    const text = run.timeline({ from: '290ms', to: '320ms', nodes: ['n1', 'n3'] }).toString()
    expect(text).toContain('from n1 to n3: kept back by a partition')
    expect(text).not.toMatch(/n2:|^ *0\.8/m)
    const [{ key }] = [...run.history]
    const ofKey = run.timeline({ key: run.names.key(key) })
    expect(ofKey.to).toBe(3_000_000)
  })

  it('lists operations by how they ended, by client, node and key', () => {
    const lost = run.operations({ ending: ['lost'] })
    expect(lost.rows.length).toBe(run.metrics.lostWrites?.count)
    expect(lost.rows.every((row) => row.includes('lost') && row.includes('n1'))).toBe(true)
    const reads = run.operations({ action: 'read', client: 'c2', node: 'n2', from: '500ms' })
    expect(reads.rows.length).toBeGreaterThan(0)
    expect(run.operations().rows.length).toBe(run.history.length)
  })

  it('shows the states of a moment, with what differs marked', () => {
    const text = String(run.states('801ms'))
    expect(text).toMatch(/n1 +up +follower/)
    expect(text).toMatch(/n2 +up +leader +2/)
    expect(text).toContain('≠')
    expect(String(run.states('2900ms'))).toContain('hold the same of every key')
  })

  it('shows the lag of each replica along time', () => {
    const { series } = run.lag().options
    expect(series.map(({ name }) => name)).toEqual(['n1', 'n2', 'n3'])
    expect(series.every(({ points }) => points.length === 60)).toBe(true)
  })

  it.each([
    [
      () => run.timeline({ nodes: ['n9'] }),
      "options.nodes names 'n9', which is not a node; did you mean n1? There are n1, n2 and n3.",
    ],
    [
      () => run.timeline({ form: 1 } as never),
      'options.form is not a field; did you mean from? Allowed: from, to, nodes, key.',
    ],
    [
      () => run.timeline({ from: '9s' }),
      'options.from is 9s, but must be before the end of the run at 3000 ms.',
    ],
    [
      () => run.timeline({ from: '2s', to: '1s' }),
      'options.to is 1s, but must be later than options.from.',
    ],
    [
      () => run.operations({ client: 'c99' }),
      "options.client names 'c99', which is not a client of the run; did you mean c1? There are c1, c2, c3, c4, c5, c6 and 2 more.",
    ],
    [() => run.states('9s'), 'at is 9s, but must be at most the end of the run at 3000 ms.'],
  ])('refuses what cannot be in one sentence', (ask, sentence) => {
    expect(ask).toThrow(sentence)
  })
})

it('a cluster shows what has happened to it so far', () => {
  const lab = cluster({ model: singleLeader() })
  lab.write('x', 1)
  lab.crash('n1')
  expect(lab.timeline().toString()).toContain('n1 crashes')
  expect(lab.operations({ key: 'x' }).rows).toHaveLength(1)
  expect(String(lab.states(0))).toContain('n1')
})

it('compared runs stand below each other, with where they part', () => {
  const compared = compare({
    one: CRASH,
    same: CRASH,
    other: { ...CRASH, model: singleLeader({ replication: async() }) },
  })
  const bundle = compared[displaySymbol]()
  expect(bundle['text/plain']).toContain('same is as one to the last event.')
  expect(bundle['text/plain']).toMatch(/other parts from one at 0\.\d+ s: in one /)
  expect(isXml(String(bundle['image/svg+xml']))).toBe(true)
  expect(compared.timeline({ from: '200ms', to: '400ms' }).toString()).toContain('n1 crashes')
})

describe('an output of runs', () => {
  const runOf = (bundle: object) =>
    bundle['application/vnd.replilab.run+json' as never] as { recording: string | null }

  it('holds what a page draws it from, as a bounded text', () => {
    const { recording } = runOf(run[displaySymbol]())
    const read = decodeRecording(recording ?? '')
    expect(read.ok && read.value.fingerprint).toBe(run.fingerprint)
    expect(recording?.length).toBeLessThanOrEqual(48_000)
  })

  it('keeps recordings where the picture alone is too large', () => {
    const kept = fitInto(
      { text: 'words', picture: 'x'.repeat(600_000), recordings: [run.recording] },
      { bytes: 500_000, limit: 'pictureBytes', limitBytes: 500_000 },
    )
    expect(kept.recordings[0]).toContain('replilab-recording')
    expect(kept['text/plain']).toMatch(/^words\n\nLeft out: the picture, since /)
    expect(kept).not.toHaveProperty(['image/svg+xml'])
  })

  it('leaves out recordings, then the picture, where there is no room, and says so', () => {
    const room = (bytes: number) => ({ bytes, limit: 'pictureBytes', limitBytes: 500_000 })
    const picture = String(run[displaySymbol]()['image/svg+xml'])
    const some = run[displaySymbol](room(picture.length + 100))
    expect(runOf(some).recording === null).toBe(true)
    expect(some).toHaveProperty(['image/svg+xml'])
    const none = run[displaySymbol](room(10))
    expect(none).not.toHaveProperty(['image/svg+xml'])
    expect(none['text/plain']).toContain(
      'Left out: the picture and what the page would draw it from, since outputs of a cell may hold 500 kB of pictures and recordings (limit pictureBytes).',
    )
  })
})
