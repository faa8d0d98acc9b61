import type { MarkdownIt } from 'markdown-it'

const LANGUAGE = /^:::([\w+#.-]+)[ \t]*\n(?=\s*\S)/

/** Reads the language of indented code in its first line: `:::python`, as Python-Markdown does. */
export function codeLanguages(md: MarkdownIt): void {
  md.core.ruler.push('code_languages', ({ tokens }) => {
    for (const token of tokens) {
      const [line = '', language = ''] = token.type === 'code_block' ? (LANGUAGE.exec(token.content) ?? []) : []
      if (language !== '')
        Object.assign(token, { type: 'fence', info: language, content: token.content.slice(line.length) })
    }
  })
}
