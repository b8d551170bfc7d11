/** How long the browser has to begin a download, in milliseconds. */
const downloadStart = 60_000

/** Hands a file to the browser to be saved among the downloads. */
export function saveFile(file: File): void {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = file.name
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(address), downloadStart)
}

/** Whether this browser's share sheet takes such a file; many take only kinds they know. */
export function canShare(file: File): boolean {
  return navigator.canShare?.({ files: [file] }) ?? false
}

/** Opens the share sheet; false if it did not work. A person who closes it has had their way. */
export async function shareFile(file: File): Promise<boolean> {
  try {
    await navigator.share({ files: [file], title: file.name })
    return true
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') return true
    console.error(error)
    return false
  }
}
