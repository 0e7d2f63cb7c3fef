import { fingerprints } from './scenarios.ts'

/** For a bare Node of any version: one line of JSON. */
process.stdout.write(`${JSON.stringify(fingerprints())}\n`)
