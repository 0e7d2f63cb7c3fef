import type { ContextMenuParams } from 'electron'
import { describe, expect, test } from 'vitest'
import { contextMenuTemplate } from '../../../main/electron/context-menu.ts'

const nothing = { isEditable: false, selectionText: '', linkURL: '', editFlags: {} }

const itemsOf = (params: object, copy: (text: string) => void = () => undefined) =>
  contextMenuTemplate({ ...nothing, ...params } as ContextMenuParams, copy)

describe('the menu of the other button', () => {
  test('is none where nothing can be done', () => {
    expect(itemsOf({})).toEqual([])
    expect(itemsOf({ selectionText: ' ' })).toEqual([])
  })

  test('has what can be done with a text that is written', () => {
    const editFlags = { canCut: false, canCopy: false, canPaste: true, canSelectAll: true }
    expect(itemsOf({ isEditable: true, editFlags })).toMatchObject([
      { role: 'cut', enabled: false },
      { role: 'copy', enabled: false },
      { role: 'paste', enabled: true },
      { type: 'separator' },
      { role: 'selectAll', enabled: true },
    ])
  })

  test('copies what is selected, and the address of a link', () => {
    const copied: string[] = []
    const items = itemsOf({ selectionText: 'x', linkURL: 'https://example.org/' }, (text) =>
      copied.push(text),
    )
    expect(items[0].role).toBe('copy')
    ;(items[1].click as () => void)()
    expect(copied).toEqual(['https://example.org/'])
  })
})
