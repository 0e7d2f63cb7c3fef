import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import manifest from '../../../package.json' with { type: 'json' }

const folder = 'main/electron/packaging'
const config = JSON.parse(readFileSync(join(folder, 'electron-builder.json'), 'utf8'))

describe('a packed app', () => {
  test('starts the program that is built, and holds all that it reads', () => {
    expect(config.extraMetadata.main).toBe('out/main/desktop.js')
    const program = readFileSync('electron.vite.config.ts', 'utf8')
    expect(program).toContain("desktop: 'main/electron/index.ts'")
    expect(config.files).toEqual(
      expect.arrayContaining(['out/main/**', 'out/preload/**', 'out/renderer/**']),
    )
    expect(config.files).toEqual(expect.arrayContaining(['notebooks/library/*.ipynb', config.icon]))
  })

  test('is no Node, takes no options of one, and runs no code but its own', () => {
    expect(config.electronFuses).toMatchObject({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    })
  })

  test('exists for three systems, and opens notebooks there', () => {
    expect(config.linux.target).toEqual(['AppImage', 'deb'])
    expect(config.mac.target[0].target).toBe('dmg')
    expect(config.win.target).toEqual(['nsis'])
    expect(config.fileAssociations[0].ext).toBe('ipynb')
  })

  test('has an icon as large as every system asks for', () => {
    const bytes = readFileSync(config.icon)
    // PNG: width and height follow the length and name of the first chunk.
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1024, 1024])
  })

  test('is made by a script that builds everything first', () => {
    expect(manifest.scripts.package).toContain('npm run build && ')
    expect(existsSync(/--config (\S+)/.exec(manifest.scripts.package)?.[1] ?? '')).toBe(true)
  })
})
