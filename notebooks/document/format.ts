/** The minor version of nbformat 4 that we write: the first in which every cell has an id. */
export const formatMinor = 5
