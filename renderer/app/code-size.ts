import { watchEffect } from 'vue'

/** A line of code is as many times higher than its letters. */
const linesPerSize = 20 / 13

/** Height of a line of code, in whole pixels, so that lines stand sharp. */
export const lineHeightOf = (sizePixels: number): number => Math.round(sizePixels * linesPerSize)

/** Has code at rest shown in this size, in pixels. */
export function useCodeSize(size: () => number): void {
  watchEffect(() => {
    const { style } = document.documentElement
    style.setProperty('--size-code', `${size()}px`)
    style.setProperty('--line-code', `${lineHeightOf(size())}px`)
  })
}
