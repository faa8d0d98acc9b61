import { escapeUTF8 } from 'entities'

/** Attributes by name; undefined ones are left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>

/** Escapes text for an XML element or attribute. */
export const escapeXml = escapeUTF8

/** An XML element; `content` is XML. */
export function element(name: string, attributes: Attributes, content = ''): string {
  return content === ''
    ? `<${name}${writeAttributes(attributes)}/>`
    : `<${name}${writeAttributes(attributes)}>${content}</${name}>`
}

/** Attributes as written in a tag, each after a space. */
export function writeAttributes(attributes: Attributes): string {
  return Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join('')
}
