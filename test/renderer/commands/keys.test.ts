import { expect, test } from 'vitest'
import {
  createKeyReader,
  type KeyPress,
  keyName,
  pairMillis,
} from '../../../renderer/commands/keys.ts'

const press = (event: Partial<KeyPress>) => keyName(event as KeyPress)

test('keys are named as commands write them', () => {
  expect(press({ key: 'a', ctrlKey: true, shiftKey: true })).toBe('Mod+Shift+A')
  expect(press({ key: ' ' })).toBe('Space')
  expect(press({ key: '_', code: 'Minus', ctrlKey: true, shiftKey: true })).toBe('Mod+Shift+-')
  expect(press({ key: '?', shiftKey: true })).toBe('?')
})

test('two keys soon after each other are a pair, which begins no other once it has acted', () => {
  let now = 0
  const keys = createKeyReader(() => now)
  expect(keys.read('D')).toEqual(['D'])
  expect(keys.read('D')).toEqual(['D D', 'D'])
  keys.forget()
  expect(keys.read('D')).toEqual(['D'])
  now += pairMillis
  expect(keys.read('D')).toEqual(['D'])
})
