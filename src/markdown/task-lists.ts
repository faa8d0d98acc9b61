import type { MarkdownIt } from 'markdown-it'

/** `- [x] done`: a ballot box, because feeds have no forms. */
export function taskLists(md: MarkdownIt): void {
  md.core.ruler.after('inline', 'task_lists', ({ tokens }) => {
    for (const [index, { type, children }] of tokens.entries()) {
      if (type !== 'inline' || tokens[index - 2]?.type !== 'list_item_open') continue
      const first = children?.[0]
      if (first?.type !== 'text') continue
      first.content = first.content.replace(/^\[([ xX])\](?=\s)/, (_, mark: string) => (mark === ' ' ? '☐' : '☑'))
    }
  })
}
