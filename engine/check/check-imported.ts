import type { ImportedHistory } from './import/import-history.ts'
import { modelNamed } from './import/models.ts'
import { linearizable } from './linearizable/linearizable.ts'
import type { Verdict } from './verdict.ts'

/** Whether a history that was recorded elsewhere is linearizable, by the model that it was read as. */
export const checkImported = (
  { observed, model }: ImportedHistory,
  options: Parameters<typeof linearizable>[2] = {},
): Verdict => linearizable(observed, modelNamed(model), options)
