/** Elements within a line of text. */
const TAG =
  /<\/?(?:a|abbr|b|bdi|bdo|big|br|cite|code|del|dfn|em|font|i|img|ins|kbd|mark|q|s|samp|small|span|strike|strong|sub|sup|tt|u|var|wbr)(?:\s[^<>]*)?\/?>/gi

/** A line of HTML without its tags. Entities stay. */
export function withoutTags(html: string): string {
  return html.includes('<') ? html.replace(TAG, (tag) => (/^<br/i.test(tag) ? ' ' : '')) : html
}
