import { escapeUTF8 } from 'entities'

/** Attributes by name; those that are undefined are left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>

/** Text as the content of an XML element or attribute. */
export const escapeXml = escapeUTF8

/** An XML element in one line; `content` is XML. */
export function element(name: string, attributes: Attributes, content = ''): string {
  return content === ''
    ? `<${name}${writeAttributes(attributes)}/>`
    : `<${name}${writeAttributes(attributes)}>${content}</${name}>`
}

/** Attributes as they stand in a tag, each after a space. */
export function writeAttributes(attributes: Attributes): string {
  return Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join('')
}
