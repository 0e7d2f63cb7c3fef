/**
 * What comes one after the other and is asked for by its number, counted from 1, before or after it has come.
 *
 * 1. Each is given once, and kept no longer.
 */
export class Arrivals<Content> {
  private count = 0
  private readonly arrived = new Map<number, Content>()
  private readonly awaited = new Map<number, (content: Content) => void>()

  arrive(content: Content): void {
    const number = ++this.count
    const take = this.awaited.get(number)
    this.awaited.delete(number)
    if (take === undefined) this.arrived.set(number, content)
    else take(content)
  }

  whenArrived(number: number, take: (content: Content) => void): void {
    if (!this.arrived.has(number)) return void this.awaited.set(number, take)
    const content = this.arrived.get(number) as Content
    this.arrived.delete(number)
    take(content)
  }
}
