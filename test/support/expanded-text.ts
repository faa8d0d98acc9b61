import type { TemplateContext } from '../../src/corpus/template-code/call.ts'
import { expandTemplateCode } from '../../src/corpus/template-code/expand-template-code.ts'

interface Settings extends Partial<Omit<TemplateContext, 'fields'>> {
  fields?: Record<string, unknown>
}

/** A text of a generator without its template code, and the code in it that is not known. */
export function expandedText(
  text: string,
  { fields = {}, ...settings }: Settings,
): { text: string; unknown: string[] } {
  const context = { generator: 'none', path: 'a.md', ...settings, fields: () => fields } as const
  const expanded = expandTemplateCode(text, context)
  return { text: expanded.text, unknown: expanded.unknown.map(({ code }) => code) }
}
