/** Gives something to the person as a file. */
export function download(name: string, content: Blob): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser takes it when it has begun, which nothing tells.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
