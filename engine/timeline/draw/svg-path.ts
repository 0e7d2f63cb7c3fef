/**
 * Lines and rectangles as SVG path data, as short as they can be written: to a tenth of a pixel, each step relative to the one before, and rounded from whole places so that
 * steps do not add up to an error.
 */
export class PathText {
  private text = ''
  /** Tenths of a pixel. */
  private x = 0
  private y = 0
  /** Steps straight across that are not written yet: several become one. */
  private across = 0

  /** @param corners x, y, x, y… */
  line(corners: ArrayLike<number>): void {
    this.move(tenths(corners[0]), tenths(corners[1]))
    for (let at = 2; at < corners.length; at += 2) {
      this.step(tenths(corners[at]), tenths(corners[at + 1]), corners.length === 4)
    }
    this.flush()
  }

  rectangle(x: number, y: number, width: number, height: number): void {
    const [left, top] = [tenths(x), tenths(y)]
    this.move(left, top)
    const wide = tenths(x + width) - left
    this.text += `h${short(wide)}v${short(tenths(y + height) - top)}h${short(-wide)}z`
  }

  toString(): string {
    return this.text
  }

  private move(x: number, y: number): void {
    this.text += `M${short(x)}${behind(short(y))}`
    this.x = x
    this.y = y
  }

  /** @param isWhole whether it is all of a line, which is drawn though it has no length */
  private step(x: number, y: number, isWhole: boolean): void {
    const across = x - this.x
    const down = y - this.y
    this.x = x
    this.y = y
    if (down === 0) {
      this.across += across
      if (isWhole && across === 0) this.text += 'h0'
      return
    }
    this.flush()
    this.text += across === 0 ? `v${short(down)}` : `l${short(across)}${behind(short(down))}`
  }

  private flush(): void {
    if (this.across !== 0) this.text += `h${short(this.across)}`
    this.across = 0
  }
}

const tenths = (pixels: number): number => Math.round(pixels * 10)

/** `.5`, `-.5`, `12`, `12.5` */
function short(count: number): string {
  const text = String(count / 10)
  return text.replace(/^(-?)0\./, '$1.')
}

/** A number behind another: a sign divides them as a space does. */
const behind = (text: string): string => (text.startsWith('-') ? text : ` ${text}`)
