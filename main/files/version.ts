import { createHash } from 'node:crypto'
import type { FileVersion } from '../../notebooks/host/index.ts'

/** SHA-256 of the bytes. */
export const versionOf = (bytes: Uint8Array): FileVersion =>
  createHash('sha256').update(bytes).digest('base64url')
