/** One vector clock a host, as Mattern and Fidge define them: entry h counts the events of host h that came before, or may have. */
export class VectorClocks {
  private readonly clocks: readonly Int32Array[]
  /** The sender's clock when it sent, by message. */
  private readonly sent = new Map<number, Int32Array>()

  constructor(hosts: number) {
    this.clocks = Array.from({ length: hosts }, () => new Int32Array(hosts))
  }

  of(host: number): Int32Array {
    return this.clocks[host]
  }

  /** Something happens on a host. */
  tick(host: number): void {
    this.clocks[host][host]++
  }

  send(host: number, message: number): void {
    this.tick(host)
    this.sent.set(message, this.clocks[host].slice())
  }

  /** A message whose sending is not known brings nothing along. */
  receive(host: number, message: number): void {
    const clock = this.clocks[host]
    const brought = this.sent.get(message)
    brought?.forEach((count, other) => {
      if (count > clock[other]) clock[other] = count
    })
    this.tick(host)
  }
}
