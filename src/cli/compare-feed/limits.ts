/** The largest feed that is read. */
export const MAX_BYTES = 20 * 1024 * 1024
