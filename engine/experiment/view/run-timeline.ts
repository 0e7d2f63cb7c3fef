import { buildTimeline } from '../../timeline/build.ts'
import type { Drawing } from '../../timeline/draw/index.ts'
import type { Timeline } from '../../timeline/timeline.ts'
import { displaySymbol } from '../../trace/table.ts'
import { ENGINE_VERSION } from '../../version.ts'
import type { Displayable, DisplayBundle, DisplayRoom } from '../display.ts'
import { eventsText } from './events-text.ts'
import { drawFigures } from './figures-drawing.ts'
import { type LookedAt, readTimelineOptions, type TimelineOptions } from './options.ts'
import { type NamedRecording, whereTheyPart } from './parting.ts'
import { pictureLimits, pictureOf } from './picture.ts'
import { type Attachment, attachmentsOf, attachmentsSymbol } from './recordings.ts'
import { fitInto } from './room.ts'

/** MIME type of timelines as data. */
export const TIMELINE_MIME_TYPE = 'application/vnd.replilab.timeline+json'

/** A part of one run along time, or of several below each other on one axis. Shows itself. */
export class RunTimeline implements Displayable {
  readonly #runs: readonly NamedRecording[]
  readonly #looked: readonly LookedAt[]
  #timelines: readonly Timeline[] | undefined

  /** @throws {ScenarioError} with one sentence when an option cannot be */
  constructor(runs: readonly NamedRecording[], options: TimelineOptions = {}) {
    this.#runs = runs
    const recordings = runs.map(({ recording }) => recording)
    this.#looked = readTimelineOptions(options, recordings)
  }

  /** Where it begins, in microseconds since the start of the run. */
  get from(): number {
    return this.#looked[0].window.from
  }

  /** Where it ends, in microseconds since the start of the run. */
  get to(): number {
    return this.#looked[0].window.to
  }

  /** The notable events in it, in words and in order of time. */
  toString(): string {
    const texts = this.#pictured().map(({ timeline, window, filter, name }) => {
      const lines = eventsText(timeline, window, filter)
      const shown = lines.length === 0 ? ['nothing of note'] : lines
      return [...(name === undefined ? [] : [name]), ...shown].join('\n')
    })
    const [{ recording }] = this.#runs
    const what = this.#runs.length === 1 ? recording.title : `${this.#runs.length} runs`
    const { sentences } = whereTheyPart(this.#runs)
    const note = sentences.length === 0 ? [] : [sentences.join('\n')]
    return [`Timeline of ${what}`, ...note, ...texts].join('\n\n')
  }

  [attachmentsSymbol](): Attachment[] {
    return attachmentsOf(this.#runs.map(({ recording }) => recording))
  }

  [displaySymbol](room?: DisplayRoom): DisplayBundle {
    const recordings = this.#runs.map(({ recording }) => recording)
    const parts = { text: this.toString(), picture: this.picture(), recordings }
    const { recordings: texts, omitted, ...shown } = fitInto(parts, room)
    return { ...shown, [TIMELINE_MIME_TYPE]: this.#data(texts, omitted) }
  }

  /** As SVG text. @param above what stands above all runs */
  picture(above: readonly Drawing[] = []): string {
    const { moments } = whereTheyPart(this.#runs)
    return pictureOf(
      this.#pictured().map(({ name, ...run }, at) => ({
        ...run,
        head: name === undefined ? undefined : drawFigures(name, [], pictureLimits.width),
        parting: moments[at],
      })),
      above,
    )
  }

  #data(texts: readonly (string | null)[], omitted: string | undefined): unknown {
    const [{ window, nodes, key }] = this.#looked
    return {
      engine: ENGINE_VERSION,
      window,
      ...(nodes === undefined ? {} : { nodes }),
      ...(key === undefined ? {} : { key }),
      ...(omitted === undefined ? {} : { omitted }),
      runs: this.#runs.map(({ name, recording }, at) => ({
        ...(name === undefined ? {} : { name }),
        seed: recording.seed,
        fingerprint: recording.fingerprint,
        recording: texts[at],
      })),
    }
  }

  #pictured() {
    this.#timelines ??= this.#runs.map(({ recording }) => buildTimeline(recording))
    return this.#timelines.map((timeline, at) => ({
      timeline,
      name: this.#runs[at].name,
      window: this.#looked[at].window,
      filter: this.#looked[at].filter,
    }))
  }
}
