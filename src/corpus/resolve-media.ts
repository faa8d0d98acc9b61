import type { Diagnostic } from '../model/diagnostic.ts'
import { diagnostic, type Rule } from '../model/rules.ts'
import { filePlaceholder } from '../text/corpus-reference.ts'
import { mediaTypeOf, parseMediaType } from '../text/media-type.ts'
import type { ReadFields } from './read-article-fields.ts'
import { resolveReference } from './resolve-reference.ts'

/** What the files of an article are resolved against. */
export interface MediaContext {
  locate: ReadFields['locate']
  /** The article's own URL; undefined if it is hosted, with the files beside it. */
  base: string | undefined
  /** A warning is added for each reference that leads nowhere, and each file of unknown type. */
  diagnostics: Diagnostic[]
}

/** The absolute URL of a reference in a field, or the placeholder of a file of the corpus; undefined if it leads nowhere. */
export function resolveAddress(
  reference: string,
  path: readonly PropertyKey[],
  context: MediaContext,
): string | undefined {
  const placeholder = context.base === undefined ? filePlaceholder(reference, 'link') : undefined
  if (placeholder !== undefined) return placeholder
  const resolved = resolveReference(reference, context.base)
  if (typeof resolved === 'object') return resolved.href
  const message = resolved === 'url-relative' ? 'is not an absolute URL' : 'is not a URL'
  warn(resolved, path, `${JSON.stringify(reference)} ${message}`, context)
  return undefined
}

/**
 * The media type of a file: the author's, else that of its extension; undefined if there is none.
 *
 * @param path of the file, which has fields `url` and `type`
 */
export function resolveMediaType(
  url: string,
  given: string | undefined,
  path: readonly PropertyKey[],
  context: MediaContext,
): string | undefined {
  const type = given && parseMediaType(given)
  if (type) return type
  const known = mediaTypeOf(url)
  const effect = known ? `so it is taken for ${known}` : 'so no feed has it as a file'
  if (given)
    warn('media-type-invalid', [...path, 'type'], `${JSON.stringify(given)} is not a media type, ${effect}`, context)
  else if (!known) {
    warn('media-type-unknown', [...path, 'url'], `${JSON.stringify(url)} has no known media type, ${effect}`, context)
  }
  return known
}

function warn(rule: Rule, path: readonly PropertyKey[], message: string, { locate, diagnostics }: MediaContext): void {
  diagnostics.push(diagnostic(rule, locate(path), message, { severity: 'warning' }))
}
