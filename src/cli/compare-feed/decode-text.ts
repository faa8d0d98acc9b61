/**
 * Decodes the text of a document, in the encoding that its media type or its XML declaration names, by default UTF-8.
 *
 * @param contentType the `Content-Type` header
 */
export function decodeText(bytes: Buffer, contentType?: string | null): string {
  try {
    return new TextDecoder(charsetOf(contentType) ?? declaredEncoding(bytes)).decode(bytes)
  } catch {
    return new TextDecoder().decode(bytes)
  }
}

/** The `charset` of a `Content-Type` header; undefined if it has none. */
export function charsetOf(contentType: string | null | undefined): string | undefined {
  return /charset="?([\w-]+)/i.exec(contentType ?? '')?.[1]
}

/** The encoding in the XML declaration; undefined if there is none. */
export function declaredEncoding(bytes: Buffer): string | undefined {
  return /^(?:\xef\xbb\xbf)?<\?xml[^>]*\bencoding=["']([\w-]+)/.exec(bytes.subarray(0, 200).toString('latin1'))?.[1]
}
