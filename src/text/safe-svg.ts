/** Elements that run scripts, hold HTML or load documents, with any prefix. */
const ACTIVE =
  /<(?:[\w.-]+:)?(?:script|foreignobject|iframe|embed|object|handler|listener|audio|video|link|meta|base)\b/i

/** Event handlers, script URLs, declarations that could hide either, style sheets, and animations of links. */
const DANGEROUS =
  /[\s"'/]on[a-z]+\s*=\s*["']|javascript:|<!(?:entity|attlist)|<\?xml-stylesheet|@import|image-set\(|attributename\s*=\s*["'](?:[\w.-]+:)?href/i

/** In another encoding, browsers would read other text. */
const OTHER_ENCODING = /^\s*<\?xml[^>]*\sencoding\s*=\s*["'](?!utf-8["'])|[\0\ufffd]/i

/** A picture in the document, or a part of the document itself. */
const OWN = /^\s*(?:#|data:image\/(?:png|jpe?g|gif|webp);base64,|$)/i

/**
 * Whether an SVG picture does nothing but draw: no script, no HTML, and no reference to another file. It may refuse harmless
 * pictures.
 */
export function isSafeSvg(svg: string): boolean {
  if (OTHER_ENCODING.test(svg) || ACTIVE.test(svg) || DANGEROUS.test(svg)) return false
  for (const [, value = ''] of svg.matchAll(/(?:href|src)\s*=\s*["']([^"']*)/gi)) if (!OWN.test(value)) return false
  for (const [, value = ''] of svg.matchAll(/url\(([^)]*)/gi)) if (!OWN.test(value.replace(/["']/g, ''))) return false
  return true
}
