import { ok, type Result } from '../../engine/index.ts'
import type { FileProblem } from '../../notebooks/host/index.ts'
import type { FilePlace } from './places.ts'
import type { Saved } from './save.ts'

/** Names that are tried before giving up. */
const triedNames = 1000

/** Writes to the first free of `a.ipynb`, `a 2.ipynb`, `a 3.ipynb`, and gives it. `write` refuses a name that is taken. */
export async function writeToFreeName(
  wanted: FilePlace,
  write: (place: FilePlace) => Promise<Saved>,
): Promise<Result<FilePlace, FileProblem>> {
  for (let number = 1; ; number++) {
    const place = numbered(wanted, number)
    const written = await write(place)
    if (written.ok) return ok(place)
    if (written.problem.code !== 'file/exists' || number === triedNames) return written
  }
}

function numbered(place: FilePlace, number: number): FilePlace {
  if (number === 1) return place
  return place.replace(/( \d+)?(\.ipynb)$/i, ` ${number}$2`) as FilePlace
}
