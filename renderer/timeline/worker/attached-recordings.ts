import type { ReadTimeline, TimelineReader } from './timeline-reader.ts'

/** A recording on its way to this page, beside the display that it belongs to. */
export class AttachedRecording {
  readonly read: () => Promise<ReadTimeline>

  constructor(read: () => Promise<ReadTimeline>) {
    this.read = read
  }
}

/** Recordings that come through a port one after the other, each asked for by which it is. They go right to a worker, so that receiving many megabytes does not keep the page; what reads them is loaded with the first. */
export class AttachedRecordings {
  private readonly port: MessagePort
  private reader: Promise<TimelineReader> | undefined

  constructor(port: MessagePort) {
    this.port = port
  }

  at(ticket: number): AttachedRecording {
    return new AttachedRecording(async () => (await this.readerOf()).readAttached(ticket))
  }

  close(): void {
    if (this.reader === undefined) this.port.close()
    void this.reader?.then((reader) => reader.close('The kernel ended before it was read.'))
  }

  private readerOf(): Promise<TimelineReader> {
    this.reader ??= import('./timeline-reader.ts').then(
      ({ TimelineReader }) => new TimelineReader(this.port),
    )
    return this.reader
  }
}
