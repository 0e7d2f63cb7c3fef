declare module '*?bundled-text' {
  const text: string
  export default text
}
