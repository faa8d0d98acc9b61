/** Elements within a line of text. */
const TAG =
  /<(\/?)(a|abbr|b|bdi|bdo|big|br|cite|code|del|dfn|em|font|i|img|ins|kbd|mark|q|s|samp|small|span|strike|strong|sub|sup|tt|u|var|wbr)(?:\s[^<>=]*=[^<>]*|\s*)\/?>/gi

const VOID = new Set(['br', 'img', 'wbr'])

/** A line of HTML without its tags. Entities stay, and so do tags without an end or a beginning: they may be text. */
export function withoutTags(html: string): string {
  if (!html.includes('<')) return html
  const tags = [...html.matchAll(TAG)]
  const names = (isEnd: boolean) =>
    new Set(tags.flatMap(([, slash, name = '']) => ((slash !== '') === isEnd ? name.toLowerCase() : [])))
  const [opened, closed] = [names(false), names(true)]
  return html.replace(TAG, (tag, slash: string, written: string) => {
    const name = written.toLowerCase()
    if (name === 'br') return ' '
    return VOID.has(name) || (slash === '' ? closed : opened).has(name) ? '' : tag
  })
}
