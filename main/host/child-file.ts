import { existsSync, realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The built program of the kernel's process. `.mjs`, so that Node need not read a package.json, which it may not. */
const fileName = 'kernel-child.mjs'

/** Beside the built program or above its chunks; and from the sources, which tests run, in the build's folder. */
const places = [`./${fileName}`, `../${fileName}`, `../../out/main/${fileName}`]

/** The path of the kernel's program, found from the file that runs. Throws when the project is not built. */
export function findChildFile(runningFile: string = import.meta.url): string {
  const candidates = places.map((place) => fileURLToPath(new URL(place, runningFile)))
  const found = candidates.find((candidate) => existsSync(candidate))
  if (!found) throw new Error(`${fileName} is missing: run "npm run build" first.`)
  return realpathSync(found)
}
