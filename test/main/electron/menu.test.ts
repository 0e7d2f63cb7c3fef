import { describe, expect, test } from 'vitest'
import { type MenuParts, menuTemplate } from '../../../main/electron/menu.ts'
import type { OfferedCommand } from '../../../notebooks/host/index.ts'

const command = (id: string, group: string, keys: string | null = null): OfferedCommand => ({
  id,
  label: id.toUpperCase(),
  group,
  keys,
  isEnabled: true,
})

function menusOf(commands: readonly OfferedCommand[], parts: Partial<MenuParts> = {}) {
  const template = menuTemplate({
    commands,
    isMac: false,
    choose: () => undefined,
    openWindow: () => undefined,
    openFile: () => undefined,
    showAbout: () => undefined,
    ...parts,
  })
  return template.map(({ label, role, submenu }) => ({
    label: label ?? role,
    items: Array.isArray(submenu) ? submenu : [],
  }))
}

describe('the menus', () => {
  test('stand in the order in which people look for them, without empty ones', () => {
    const labels = menusOf([command('run.all', 'Run'), command('cell.cut', 'Cell')]).map(
      ({ label }) => label,
    )
    expect(labels).toEqual(['File', 'Edit', 'Cell', 'Run', 'View', 'Help'])
    expect(menusOf([], { isMac: true })[0].label).toBe('appMenu')
  })

  test('show a group that nobody foresaw before the view', () => {
    const labels = menusOf([command('x', 'Extra')]).map(({ label }) => label)
    expect(labels).toEqual(['File', 'Edit', 'Extra', 'View', 'Help'])
  })

  test('have the notebooks that were opened last within File', () => {
    const menus = menusOf([command('recent.1', 'Recent'), command('run.all', 'Run')])
    expect(menus.map(({ label }) => label)).toEqual(['File', 'Edit', 'Run', 'View', 'Help'])
    expect(menus[0].items.map(({ label, role }) => label ?? role)).toEqual([
      'Recent notebooks',
      'New window',
      'Open…',
      'close',
      'quit',
    ])
  })

  test('leave to the page what it does itself', () => {
    const [file, , , help] = menusOf([command('file.open', 'File'), command('help.about', 'Help')])
    expect(file.items.filter(({ label }) => label === 'Open…')).toEqual([])
    expect(help.items).toHaveLength(1)
  })

  test('show what cannot be done at present, and names with a sign that menus read', () => {
    const [, , run] = menusOf([{ ...command('run.stop', 'Run'), label: 'R&D', isEnabled: false }])
    expect(run.items[0]).toMatchObject({ enabled: false, label: 'R&&D' })
  })

  test('take no keys on a Mac with which a person writes', () => {
    const commands = [command('a', 'Run', 'Shift+Enter'), command('b', 'Run', 'Mod+Enter')]
    const run = menusOf(commands, { isMac: true }).find(({ label }) => label === 'Run')
    expect(run?.items.map(({ accelerator }) => accelerator)).toEqual([undefined, 'CmdOrCtrl+Enter'])
  })

  test('show the keys of a command and leave them to the page', () => {
    const [, edit] = menusOf([command('cell.up', 'Edit', 'Mod+Shift+ArrowUp')])
    expect(edit.items[0]).toMatchObject({
      label: 'CELL.UP',
      accelerator: 'CmdOrCtrl+Shift+Up',
      registerAccelerator: false,
    })
  })

  test('have a command carried out when it is chosen', () => {
    const chosen: string[] = []
    const menus = menusOf([command('run.all', 'Run')], { choose: (id) => chosen.push(id) })
    const run = menus.find(({ label }) => label === 'Run')
    const click = run?.items[0].click as () => void
    click()
    expect(chosen).toEqual(['run.all'])
  })
})
