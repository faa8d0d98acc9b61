import { DOMParser } from '@xmldom/xmldom'

/** What XML 1.0 §2.2 does not allow, in any form. */
const CONTROLS = /[^\P{Cc}\t\n\r\u007f-\u009f]|[\ufffe\uffff]/u

/** The end of a document that is whole. */
const END = /(?:<\/(?:[\w-]+:)?(?:rss|feed|RDF)\s*>|\})\s*(?:<!--[\s\S]*-->\s*)?$/

/** Why a text is not well-formed XML or JSON; undefined if it is. */
export function findMalformed(text: string): string | undefined {
  return /^\s*\{/.test(text) ? findMalformedJson(text) : findMalformedXml(text)
}

/** Whether a document ends where documents end. */
export function hasEnd(text: string): boolean {
  return END.test(text.slice(-1000))
}

function findMalformedJson(text: string): string | undefined {
  try {
    JSON.parse(text)
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

function findMalformedXml(text: string): string | undefined {
  if (/^\s+<\?xml/.test(text)) return 'there is white space before <?xml'
  const content = text.replace(/<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<!--[\s\S]*?(?:-->|$)/g, '')
  const [ampersand] = /&(?!#\d+;|#x[\da-f]+;|[\w.:-]+;)[^<]{0,20}/i.exec(content) ?? []
  if (ampersand) return `"&" is not escaped in ${JSON.stringify(ampersand)}`
  const control = CONTROLS.exec(text)
  if (control) return `it has the control character ${JSON.stringify(control[0])}`
  let problem: string | undefined
  const onError = (_level: string, message: string) => {
    // The character may be meant; whether it is one of an encoding is another question.
    if (!message.includes('replacement character')) problem ??= message
  }
  try {
    new DOMParser({ onError }).parseFromString(text, 'text/xml')
  } catch {
    // A fatal error, which onError was told.
  }
  return problem
}
