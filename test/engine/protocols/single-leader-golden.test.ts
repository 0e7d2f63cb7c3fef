import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { play } from '../support/golden.ts'

const FOLDER = new URL('golden/', import.meta.url)

/** Set GOLDEN=write to write what happens into the scripts; then read the difference. */
const rewrites = process.env.GOLDEN === 'write'

const scripts = readdirSync(FOLDER).filter((name) => name.startsWith('single-leader-'))

it.each(scripts)('%s happens as written', (name) => {
  const file = new URL(name, FOLDER)
  const script = readFileSync(file, 'utf8')
  const played = play(script)
  if (rewrites) writeFileSync(file, played)
  else expect(played).toBe(script)
})
