import type { Problem, Result } from '../../engine/index.ts'
import type { KernelConnection } from '../../notebooks/kernel/index.ts'

/** What the commands need of the machine. */
export interface CommandHost {
  /** Reads a UTF-8 text file. */
  readText(path: string): Promise<Result<string>>
  /** Reads standard input to its end, as UTF-8 text. */
  readInput(): Promise<Result<string>>
  /** Why `writeText` could not write here; `null` when nothing is in the way. */
  whyNotWritable(path: string): Promise<Problem | null>
  /** Replaces the whole file at once: a reader sees the old text or the new. */
  writeText(path: string, text: string): Promise<Result<null>>
  /**
   * The file itself, or the notebooks below a folder in the order of their paths, without `node_modules`, `.ipynb_checkpoints` and
   * other dot folders.
   */
  findNotebooks(path: string): Promise<Result<string[]>>
  startKernel(): KernelConnection
  /** A clock that only runs forward. */
  nowMillis(): number
  readonly processors: number
  /** Shows a folder's notebooks to browsers. Problems: a folder, page or port that cannot be had. */
  serveFolder(request: FolderRequest): Promise<Result<ServedFolder>>
  /** Opens an address in the user's browser. Problem: there is none to open. */
  openBrowser(address: string): Promise<Result<null>>
  /** Shows the desktop app and resolves with its exit code; `onFetch` is called before what it needs is fetched. Problem: it cannot be had. */
  showDesktop(request: DesktopAsked): Promise<Result<number>>
  /** Serves the page from its sources; before a web host where its port is given. For a checkout, whose developers' packages are there. */
  servePageSources(hostPort?: number): Promise<ServedSources>
  /** Path of the notebook that `replilab tour` shows. */
  readonly tourNotebook: string
  /** Aborted when the user interrupts the command. */
  readonly interrupted: AbortSignal
}

export interface DesktopAsked {
  readonly onFetch: () => void
  /** Absolute path of a notebook to open. */
  readonly notebook?: string
  /** Starts a server of the page's sources, where the built page is not to be shown; gives its address. */
  readonly servePages?: () => Promise<string>
}

export interface ServedSources {
  readonly port: number
  stop(): Promise<void>
}

export interface FolderRequest {
  readonly folder: string
  /** A name or address of this machine. */
  readonly host: string
  /** Undefined for the first free one. */
  readonly port?: number
  /** Whether pages come from elsewhere, so that the built ones need not be there. */
  readonly hasOwnPages?: boolean
  /** Told of what goes wrong while it runs. */
  readonly report: (problem: Problem) => void
}

export interface ServedFolder {
  /** Of its pages, with the key that lets a browser in. */
  readonly address: string
  /** The same for one use, soon. */
  addressForOnce(): string
  readonly port: number
  /** Its real path. */
  readonly folder: string
  /** Whether other machines can reach it. */
  readonly isOpenToOthers: boolean
  /** Ends it in order. */
  stop(): Promise<void>
}

/** Where a command writes text. */
export interface TextSink {
  write(text: string): void
  readonly isTerminal: boolean
  /** Whether text may be coloured. */
  readonly hasColor: boolean
  /** Characters in a line of the terminal. */
  readonly columns: number
  /** Aborted when nobody reads any more. */
  readonly closed: AbortSignal
}

/** Everything that a command touches outside itself. */
export interface CommandContext {
  readonly stdout: TextSink
  readonly stderr: TextSink
  readonly host: CommandHost
}
