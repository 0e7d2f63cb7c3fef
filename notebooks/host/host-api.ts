import type { Problem, Result } from '../../engine/index.ts'

/**
 * What a page that shows notebooks asks of the program around it: the desktop app and the web host answer the same. The page holds notebook, session and
 * kernel; the host holds files. Everything is plain JSON, since it crosses a process or a socket.
 */
export interface HostApi {
  describe(): Promise<HostFacts>
  /** The notebooks that ship, in their order. */
  listLibrary(): Promise<readonly LibraryEntry[]>
  /** The notebooks of the served folder, by path; the desktop app, which serves no folder, gives none. */
  listFolder(): Promise<FolderListing>
  /** Newest first, at most `hostLimits.recentPlaces`; what is no longer there is left out. */
  listRecent(): Promise<readonly RecentEntry[]>
  forgetRecent(place: NotebookPlace): Promise<void>

  /** Reads a notebook, counts it as recent and tells of its changes until `close`. A `new:` place is an empty notebook. */
  open(place: NotebookPlace): Promise<Result<OpenedFile, FileProblem>>
  /** The page shows the notebook no more; what it kept in the journal is left to whoever wants it. */
  close(place: NotebookPlace): Promise<void>
  /** Writes a notebook whole or not at all. Refused with `file/changed` when the file is no longer the one that `replaces` names. */
  save(request: SaveRequest): Promise<Result<FileVersion, FileProblem>>
  /** Gives a file another name, which must be free; the page that asked has it open under that name then. */
  rename(place: NotebookPlace, to: NotebookPlace): Promise<Result<FileVersion, FileProblem>>
  /** Copies a file to a free name beside it, and gives that; what ships or is new goes to the top of the served folder. */
  duplicate(place: NotebookPlace): Promise<Result<NotebookPlace, FileProblem>>

  /** Keeps what is not saved yet where a crash of page and host leaves it; replaces what was kept under the same id. */
  keepJournal(entry: JournalEntry): Promise<Result<null, FileProblem>>
  /** Brings texts from which `keepJournalOfTexts` puts together what it keeps, so that what stays as it was is sent once. */
  addJournalTexts(added: JournalTexts): Promise<Result<null, FileProblem>>
  /** The same as `keepJournal`, for a text that is made of texts which were added under the entry's id; see `JournalOfTexts`. */
  keepJournalOfTexts(entry: JournalOfTexts): Promise<Result<null, FileProblem>>
  dropJournal(id: string): Promise<void>
  /** What windows left unsaved; not what one keeps that still has the notebook open. Newest first. */
  listJournals(): Promise<readonly JournalEntry[]>

  /** A place that a person chooses in a dialog of the system; null when they would rather not. Only where `describe` says `hasDialogs`. */
  choosePlace(request: PlaceRequest): Promise<NotebookPlace | null>
  /** Opens an address outside, after asking; refused for all but http and https. */
  openExternal(address: string): Promise<void>
  /** Shows a notebook in another window, or the gallery; only on the desktop, as a page in a browser opens its tabs itself. */
  openWindow(place: NotebookPlace | null): Promise<void>
  /** What can be done at present, for menus outside the page; `commandChosen` comes back. A host without menus does nothing. */
  offerCommands(commands: readonly OfferedCommand[]): Promise<void>
  /** What comes of `closeAsked`: whether the window may go, or a person stays. */
  answerClose(mayClose: boolean): Promise<void>
  readSettings(): Promise<Settings>
  writeSettings(settings: Settings): Promise<void>
}

/** What a host tells its page unasked. */
export interface HostEvents {
  /** A file that is open was changed by another; null: it is gone. */
  fileChanged(place: NotebookPlace, version: FileVersion | null): void
  /** Another page has changed the settings. */
  settingsChanged(settings: Settings): void
  /** A command was chosen in a menu outside the page, by its id. */
  commandChosen(command: string): void
  /** The window is to be closed; only on the desktop. The page sees to its edits and answers with `answerClose`. */
  closeAsked(): void
}

/** `library:NAME` for a notebook that ships, read-only; `file:PATH` for a file, its path as the host understands it; `new:NAME` for one without a file yet. */
export type NotebookPlace = `library:${string}` | `file:${string}` | `new:${string}`

/** Names the bytes of a file: equal for equal bytes. */
export type FileVersion = string

export interface HostFacts {
  readonly kind: 'desktop' | 'browser'
  /** The name of the served folder, for a person; null where none is. */
  readonly folder: string | null
  readonly hasDialogs: boolean
  /**
   * Where the frames of kernels may come from besides the page's own site, as an origin with `*` in place of a name: a browser gives each site a process of its own, so
   * that a kernel that fills its memory ends alone. Absent where there is none.
   */
  readonly kernelSites?: string
  /** Name to version: of the program, its engine and what it runs on, for the about box. */
  readonly versions: Readonly<Record<string, string>>
  /** What went wrong beside what was asked for, since the host started: settings that cannot be read, say. */
  readonly notices: readonly Problem[]
}

export interface LibraryEntry {
  readonly place: NotebookPlace
  readonly title: string
  /** What it teaches, one sentence. */
  readonly sentence: string
  /** A picture as SVG, drawn from the notebook's own outputs; null where it has none. */
  readonly picture: string | null
}

export interface FolderListing {
  readonly entries: readonly FolderEntry[]
  /** Set when a limit cut the list: its name. */
  readonly limit?: string
}

export interface FolderEntry {
  readonly place: NotebookPlace
  readonly path: string
  readonly modifiedMillis: number
}

export interface RecentEntry {
  readonly place: NotebookPlace
  readonly title: string
  readonly openedMillis: number
}

export interface OpenedFile {
  readonly place: NotebookPlace
  readonly text: string
  readonly version: FileVersion
  readonly isReadOnly: boolean
}

export interface SaveRequest {
  readonly place: NotebookPlace
  readonly text: string
  /** The version that the text was made from; null: there must be no file yet; `any`: a person chose to overwrite. */
  readonly replaces: FileVersion | null | 'any'
}

export interface JournalEntry {
  /** Of one page's edits of one notebook: two that edit the same keep an entry each. See `journalIdPattern`. */
  readonly id: string
  readonly place: NotebookPlace
  readonly text: string
  /** The version of the file that the edits began from, null for none. */
  readonly base: FileVersion | null
  readonly keptMillis: number
}

/** Texts that come after those that were added before under the same id, and have the next numbers. */
export interface JournalTexts {
  readonly id: string
  /** The number of the first one; with 0 they begin anew. Refused with `journal/gap` where others than these came before. */
  readonly first: number
  readonly texts: readonly string[]
}

/** An entry of the journal, its text by the numbers of added texts. */
export interface JournalOfTexts extends Omit<JournalEntry, 'text'> {
  /** In their order: a number, and how many follow from there. None: all is saved, and there is nothing to offer, but the texts are wanted later. */
  readonly runs: readonly (readonly [first: number, count: number])[]
}

/** What ids of journal entries look like: chosen at random by the page. */
export const journalIdPattern = /^[A-Za-z0-9_-]{8,64}$/

export interface PlaceRequest {
  readonly purpose: 'open' | 'save'
  readonly suggestedName: string
}

/** A command of the page, as a menu shows it. */
export interface OfferedCommand {
  readonly id: string
  readonly label: string
  /** Heading of the menu that it stands in. */
  readonly group: string
  /** As `Mod+Shift+S`: Mod is ⌘ on a Mac and Ctrl elsewhere; null for none that a menu could take. */
  readonly keys: string | null
  readonly isEnabled: boolean
}

export interface Settings {
  readonly theme: 'system' | 'light' | 'dark' | 'high-contrast'
  readonly isReactive: boolean
  readonly isAutosaving: boolean
  /** Of code, in CSS pixels, within `editorFontSizes`. */
  readonly editorFontSize: number
  /** How the panels below runs were left; null where nobody has arranged them yet. */
  readonly panels: PanelSettings | null
}

/** Names of panels and charts are the page's: what it does not know, it leaves out. */
export interface PanelSettings {
  readonly arrangement: 'tabs' | 'beside'
  /** The one that is shown as a tab; null where all are hidden. */
  readonly tab: string | null
  /** Those that stand beside each other. */
  readonly beside: readonly string[]
  readonly charts: readonly string[]
}

export const editorFontSizes = { least: 9, most: 32 } as const

export const defaultSettings: Settings = {
  theme: 'system',
  isReactive: false,
  isAutosaving: true,
  editorFontSize: 13,
  panels: null,
}

/** Why a file was not read or written, with one sentence for a person. */
export interface FileProblem extends Problem {
  readonly code:
    | 'file/not-found'
    | 'file/not-a-notebook'
    | 'file/outside'
    | 'file/too-large'
    | 'file/no-permission'
    | 'file/changed'
    | 'file/exists'
    | 'file/read-only'
    | 'file/no-space'
    | 'file/failed'
    | 'journal/gap'
}

/** What hosts bound, with defaults. */
export const hostLimits = {
  /** Bytes of one notebook file. */
  notebookBytes: 64_000_000,
  /** Bytes of one message between page and host. A notebook in it is JSON within JSON, which is at most twice as long. */
  messageBytes: 130_000_000,
  recentPlaces: 20,
  /** Files that a folder's list shows. */
  folderEntries: 2_000,
  /** Folders that are searched for them. */
  foldersVisited: 5_000,
  journalEntries: 50,
  /** Bytes of the texts that are added to the journal under one id. */
  journalBytes: 200_000_000,
  /** Pages that one web host answers at a time. */
  pages: 100,
} as const

/** Where a host that serves pages has what, from the page's own address. */
export const hostAddresses = {
  /** A web socket with birpc: JSON texts, `HostApi` in one direction, `HostEvents` in the other. */
  socket: '/host',
  /** What is loaded into the frame of a kernel, with a policy of its own: `index.html` in there. */
  kernelFrame: '/kernel-frame/',
} as const
