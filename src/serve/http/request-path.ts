import { parseAbsoluteUrl } from '../../text/parse-absolute-url.ts'

/**
 * The path of a request's target (RFC 9112 §3.2): without query and first slash, percent-decoded, and in NFC like slugs.
 *
 * @param target in origin-form, or in absolute-form as proxies send it
 * @returns undefined for other forms, and if the path is not UTF-8
 */
export function decodePath(target: string): string | undefined {
  const url = target.startsWith('/') ? target : pathOfUrl(target)
  if (url === undefined) return undefined
  const query = url.indexOf('?')
  try {
    return decodeURIComponent(url.slice(1, query < 0 ? undefined : query)).normalize('NFC')
  } catch {
    return undefined
  }
}

/** The query of a request's target, without the question mark. */
export function searchOf(target: string): string {
  return /\?(.*)/s.exec(target)?.[1] ?? ''
}

function pathOfUrl(target: string): string | undefined {
  return /^https?:/i.test(target) ? parseAbsoluteUrl(target)?.pathname : undefined
}
