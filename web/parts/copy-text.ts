/** Text into the clipboard. Browsers give it to secure pages only; elsewhere the old way, and where that fails too the caller shows it. */
export async function copyText(text: string): Promise<boolean> {
  if (navigator.clipboard && window.isSecureContext)
    try {
      await navigator.clipboard.writeText(text)
      return true
    } catch {
      return copyOldWay(text) // not allowed here
    }
  return copyOldWay(text)
}
function copyOldWay(text: string): boolean {
  const box = document.createElement('textarea')
  box.value = text
  box.style.position = 'fixed'
  box.style.opacity = '0'
  document.body.append(box)
  box.select()
  const copied = document.execCommand('copy')
  box.remove()
  return copied
}
