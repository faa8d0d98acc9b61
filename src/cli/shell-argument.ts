/** A text as one argument of a command in a POSIX shell, quoted only if needed. */
export function shellArgument(text: string): string {
  return /^[\w./@:+,=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}
