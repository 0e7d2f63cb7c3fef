/** Colours that colour-blind people can tell apart. Source: Okabe and Ito, "Color Universal Design" (2008). */
export const SERIES_COLOURS = [
  '#0072b2',
  '#d55e00',
  '#009e73',
  '#cc79a7',
  '#e69f00',
  '#56b4e9',
  '#000000',
] as const

export const colourOf = (series: number): string => SERIES_COLOURS[series % SERIES_COLOURS.length]
