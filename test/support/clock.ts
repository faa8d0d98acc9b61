/** A clock that is a minute ahead, so that no file of a test counts as being written. */
export const later = (): Date => new Date(Date.now() + 60_000)
