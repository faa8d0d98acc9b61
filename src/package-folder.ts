import { fileURLToPath } from 'node:url'

/** The folder of the installed program, where its documentation is. Ends with a slash. */
export const packageFolder = fileURLToPath(new URL('..', import.meta.url))
