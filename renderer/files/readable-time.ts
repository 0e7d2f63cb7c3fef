/** A moment, in milliseconds since 1970, as people of this place write it. */
export const readableTime = (millis: number): string =>
  new Date(millis).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })
