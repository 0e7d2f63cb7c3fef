import { assert } from '../core/assert.ts'
import { PagedList } from '../core/paged-list.ts'
import type { Disk } from './disk.ts'
import type { Undoable, UndoableSequence } from './journal.ts'

/** One durable value, such as a term or a vote. */
export class DurableCell<Value> implements Undoable {
  private readonly disk: Disk
  private current: Value

  constructor(disk: Disk, initial: Value) {
    this.disk = disk
    this.current = initial
  }

  get value(): Value {
    return this.current
  }

  set(value: Value): void {
    const previous = this.current
    this.current = value
    this.disk.wrote(this, 0, previous)
  }

  undo(_index: number, previous: unknown): void {
    this.current = previous as Value
  }

  lose(): void {}
}

/** Told of every change that a crash takes back, with its key or offset. */
export type OnLost<Value> = (lost: Value, index: number) => void

/** A durable map from small whole numbers (keys of the run) to values. */
export class DurableTable<Value> implements Undoable {
  private readonly disk: Disk
  private readonly onLost: OnLost<Value>
  private readonly cells: (Value | undefined)[] = []
  private held = 0

  constructor(disk: Disk, onLost: OnLost<Value>) {
    this.disk = disk
    this.onLost = onLost
  }

  /** Keys that hold a value. */
  get size(): number {
    return this.held
  }

  get(key: number): Value | undefined {
    return this.cells[key]
  }

  set(key: number, value: Value | undefined): void {
    while (this.cells.length <= key) this.cells.push(undefined)
    const previous = this.cells[key]
    this.replace(key, value)
    this.disk.wrote(this, key, previous)
  }

  /** Keys that hold a value, ascending. */
  *keys(): Iterable<number> {
    for (let key = 0; key < this.cells.length; key++) {
      if (this.cells[key] !== undefined) yield key
    }
  }

  undo(key: number, previous: unknown): void {
    const lost = this.cells[key]
    this.replace(key, previous as Value | undefined)
    if (lost !== undefined) this.onLost(lost, key)
  }

  lose(): void {
    for (const key of this.keys()) this.onLost(this.cells[key] as Value, key)
  }

  private replace(key: number, value: Value | undefined): void {
    if (this.cells[key] === undefined) this.held++
    if (value === undefined) this.held--
    this.cells[key] = value
  }
}

/** A durable sequence: grows at its end, is cut back from its end. Offsets count from 0. */
export class DurableLog<Entry> implements UndoableSequence {
  private readonly disk: Disk
  private readonly onLost: OnLost<Entry>
  private readonly entries = new PagedList<Entry>()

  constructor(disk: Disk, onLost: OnLost<Entry>) {
    this.disk = disk
    this.onLost = onLost
  }

  /** Offset that the next entry will have. */
  get length(): number {
    return this.entries.length
  }

  at(offset: number): Entry {
    return this.entries.at(offset) as Entry
  }

  slice(from: number, to: number): Entry[] {
    return this.entries.slice(from, to)
  }

  append(entry: Entry): void {
    const { entries } = this
    const offset = entries.length
    entries.push(entry)
    this.disk.wrote(this, offset, undefined)
  }

  /** Cuts off and returns the entries from an offset on. */
  truncate(length: number): Entry[] {
    assert(length <= this.entries.length, 'a log is cut within its length')
    const removed = this.entries.cut(length)
    if (removed.length > 0) this.disk.wrote(this, length, removed)
    return removed
  }

  undo(offset: number, previous: unknown): void {
    if (previous === undefined)
      for (const lost of this.entries.cut(offset)) this.onLost(lost, offset)
    else for (const entry of previous as Entry[]) this.entries.push(entry)
  }

  lengthBefore(offset: number, previous: unknown): number {
    return previous === undefined ? offset : offset + (previous as Entry[]).length
  }

  lose(): void {
    for (let offset = 0; offset < this.length; offset++) this.onLost(this.at(offset), offset)
  }
}
