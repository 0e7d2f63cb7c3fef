import { list } from '../schema/list.ts'
import { text } from '../schema/scalar.ts'

/** Names of nodes and clients are given, those of regions chosen. */
export const regionNames = list(text('the name of a region', 40), 1, 100, 'regions')
