import type { RunKnowledge } from '../../check/run/knowledge.ts'
import { buildTimeline } from '../../timeline/build.ts'
import type { RecordedRun } from '../../timeline/recorded-run.ts'
import type { LineChart } from '../../trace/chart/chart.ts'
import type { History } from '../../trace/history.ts'
import type { RunFacts } from '../../trace/metrics/facts.ts'
import { type Metrics, measure } from '../../trace/metrics/measure.ts'
import { displaySymbol, type Table } from '../../trace/table.ts'
import type { Trace } from '../../trace/trace.ts'
import { ENGINE_VERSION } from '../../version.ts'
import type { Displayable, DisplayBundle, DisplayRoom } from '../display.ts'
import { toRecipe } from '../recipe.ts'
import type { Duration } from '../schema/duration.ts'
import type { Strikes } from '../strikes.ts'
import { eventsText } from '../view/events-text.ts'
import type { LagOptions } from '../view/lag.ts'
import type { OperationsOptions } from '../view/operations.ts'
import type { TimelineOptions } from '../view/options.ts'
import { type Attachment, attachmentsOf, attachmentsSymbol } from '../view/recordings.ts'
import { fitInto } from '../view/room.ts'
import { runPicture } from '../view/run-picture.ts'
import type { RunTimeline } from '../view/run-timeline.ts'
import { type RunViews, viewsOf } from '../view/run-views.ts'
import type { World } from '../world.ts'
import { factsOf } from './facts.ts'
import { type NodeState, nodeStates } from './final-state.ts'
import { knowledgeOf } from './knowledge.ts'
import { type ReachedLimit, reachedLimits } from './limits.ts'
import { createNames, type RunNames } from './names.ts'
import { recordRun } from './recording.ts'
import { type RunSummary, summarize, summaryText } from './summary.ts'

/** A world whose time is over. */
export interface PlayedWorld {
  readonly world: World
  /** Whom its faults struck, and how. */
  readonly strikes: Strikes
}

/** What a scenario came to: everything that happened, and what is computed from it. Read-only. */
export class Run implements Displayable, RunViews {
  /** The scenario as it was given, as plain JSON; functions are shown by their source. */
  readonly scenario: unknown
  readonly seed: number
  /** Every operation of every client, in order of invocation. */
  readonly history: History
  /** Every event, in order of time. */
  readonly trace: Trace
  /** Hash of the whole event stream: equal for equal runs. */
  readonly fingerprint: string
  /** What the numbers of history and trace are called. */
  readonly names: RunNames
  /** The limits that the run came to; none as a rule. */
  readonly limits: readonly ReachedLimit[]
  readonly #world: World
  readonly #strikes: Strikes
  readonly #facts: RunFacts
  #states: readonly NodeState[] | undefined
  #metrics: Metrics | undefined
  #summary: RunSummary | undefined
  #knowledge: RunKnowledge | undefined
  #recording: RecordedRun | undefined

  constructor(plainSpec: unknown, { world, strikes }: PlayedWorld) {
    this.#world = world
    this.#strikes = strikes
    this.scenario = toRecipe(plainSpec)
    this.seed = world.scenario.seed
    this.history = world.history
    this.trace = world.recorder.take()
    this.#facts = factsOf(world, this.trace)
    this.fingerprint = this.trace.fingerprint
    this.names = createNames(world.scenario.endpoints, world.scenario.faults)
    this.limits = reachedLimits(world, this.trace)
  }

  /** The nodes when the run was over. */
  get nodes(): readonly NodeState[] {
    this.#states ??= nodeStates(this.#world, this.names)
    return this.#states
  }

  /** All that is measured; each metric is computed when it is first asked for. */
  get metrics(): Metrics {
    this.#metrics ??= measure(this.#facts)
    return this.#metrics
  }

  /** What the checks of the run are given: all that the simulator knows of it. */
  get knowledge(): RunKnowledge {
    this.#knowledge ??= knowledgeOf({
      world: this.#world,
      facts: this.#facts,
      metrics: this.metrics,
      names: this.names,
      faults: this.#world.scenario.faults,
    })
    return this.#knowledge
  }

  /** All that pictures of the run are made from, without the simulation behind it: can go to another thread, and into a file. */
  get recording(): RecordedRun {
    this.#recording ??= recordRun({
      world: this.#world,
      facts: this.#facts,
      names: this.names,
      faults: this.#world.scenario.faults,
      strikes: this.#strikes,
    })
    return this.#recording
  }

  /** The main numbers, as they stand in the output. */
  get summary(): RunSummary {
    this.#summary ??= summarize(this.#world, this.metrics)
    return this.#summary
  }

  /**
   * What happened along time: who was what, what clients asked, which messages were under way, faults. All of it, or a part: `run.timeline({ from: '2s', to: '2.5s', nodes: ['n1', 'n2'],
   * key: 'k7' })`.
   * @throws {ScenarioError} with one sentence when an option cannot be
   */
  timeline(options?: TimelineOptions): RunTimeline {
    return viewsOf(this.recording).timeline(options)
  }

  /**
   * Replication lag along time: how far each replica was behind, as the age (ms) of the oldest write that was readable elsewhere and had not arrived there. All of it, or a part: `run.lag({ from: '2s', to: '3s', nodes: ['n2'] })`.
   * @throws {ScenarioError} with one sentence when an option cannot be
   */
  lag(options?: LagOptions): LineChart {
    return viewsOf(this.recording).lag(options)
  }

  /**
   * Every node at one moment: status, role, term, log, hints, clock and the values of keys, replayed from the trace; `≠` marks what replicas do not hold alike.
   * @param at time since the start of the run: `'2s'`, or milliseconds
   * @throws {ScenarioError} when there is no such moment
   */
  states(at: Duration): Table {
    return viewsOf(this.recording).states(at)
  }

  /**
   * The operations of all clients with how each ended, or those that fit: `run.operations({ ending: ['lost', 'stale'] })`, `run.operations({ key: 'k7', from: '2s' })`.
   * @throws {ScenarioError} with one sentence when an option cannot be
   */
  operations(options?: OperationsOptions): Table {
    return viewsOf(this.recording).operations(options)
  }

  [attachmentsSymbol](): Attachment[] {
    return attachmentsOf([this.recording])
  }

  [displaySymbol](room?: DisplayRoom): DisplayBundle {
    const { scenario: recipe, seed, fingerprint, summary, limits } = this
    const timeline = buildTimeline(this.recording)
    const events = eventsText(timeline, { from: 0, to: timeline.endMicros })
    const { recordings, omitted, ...shown } = fitInto(
      {
        text: [summaryText(this), 'What happened', events.join('\n')].join('\n\n'),
        picture: runPicture(timeline, summary, seed),
        recordings: [this.recording],
      },
      room,
    )
    return {
      ...shown,
      'application/vnd.replilab.run+json': {
        recipe,
        seed,
        engine: ENGINE_VERSION,
        fingerprint,
        summary,
        limits,
        recording: recordings[0],
        ...(omitted === undefined ? {} : { omitted }),
      },
    }
  }
}
