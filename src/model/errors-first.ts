import type { Diagnostic } from './diagnostic.ts'

/** The diagnostics in their order, but errors before warnings. */
export function errorsFirst(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const isError = ({ severity }: Diagnostic) => severity === 'error'
  return [...diagnostics.filter(isError), ...diagnostics.filter((diagnostic) => !isError(diagnostic))]
}
