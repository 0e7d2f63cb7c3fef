import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron'

/** What can be done where a person pressed the other button: with a text that is written or selected, or a link. */
export function contextMenuTemplate(
  { isEditable, editFlags, selectionText, linkURL }: ContextMenuParams,
  copy: (text: string) => void,
): MenuItemConstructorOptions[] {
  if (isEditable) {
    return [
      { role: 'cut', enabled: editFlags.canCut },
      { role: 'copy', enabled: editFlags.canCopy },
      { role: 'paste', enabled: editFlags.canPaste },
      { type: 'separator' },
      { role: 'selectAll', enabled: editFlags.canSelectAll },
    ]
  }
  return [
    ...(selectionText.trim() === '' ? [] : [{ role: 'copy' } as const]),
    ...(linkURL === '' ? [] : [{ label: 'Copy address', click: () => copy(linkURL) }]),
  ]
}
