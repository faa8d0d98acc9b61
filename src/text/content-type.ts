/** The `Content-Type` of a document (RFC 9110 §8.3): what has characters is in UTF-8. */
export function contentTypeOf(mediaType: string): string {
  return /^text\/|[+/](?:json|xml)$/.test(mediaType) ? `${mediaType}; charset=utf-8` : mediaType
}
