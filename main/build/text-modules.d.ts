declare module '*?bundled-text' {
  const text: string
  export default text
}

declare module 'virtual:cell-types' {
  /** Path to text. */
  const files: Readonly<Record<string, string>>
  export default files
}
