/**
 * Gives a canvas as many dots as the screen has under it, and a context whose unit is a pixel of the page.
 *
 * @param isOpaque whether nothing shines through, which is put on the page faster; for good, from the first call on
 */
export function fitCanvas(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
  isOpaque = false,
): CanvasRenderingContext2D {
  const ratio = window.devicePixelRatio || 1
  const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)]
  if (canvas.width !== across) canvas.width = across
  if (canvas.height !== down) canvas.height = down
  const context = canvas.getContext('2d', { alpha: !isOpaque })!
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  return context
}
