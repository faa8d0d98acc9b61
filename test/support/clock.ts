/** A clock that runs a minute ahead, so that no file of a test counts as just being written. */
export const later = (): Date => new Date(Date.now() + 60_000)
