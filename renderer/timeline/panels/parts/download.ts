/** Gives a text to the person as a file. */
export function downloadText(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser takes it when it has begun, which nothing tells.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
