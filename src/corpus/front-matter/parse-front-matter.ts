import matter from 'gray-matter'
import { load, YAMLException } from 'js-yaml'
import { messageOf } from '../../errors.ts'
import type { Diagnostic } from '../../model/diagnostic.ts'
import { diagnostic } from '../../model/rules.ts'
import type { SourceFile } from '../source-file.ts'
import { parseYamlSubset } from './yaml-subset.ts'

const MAX_BYTES = 64 * 1024
const OPENING_FENCE = /^---[ \t]*\r?\n/
const CLOSING_FENCE = /(?:^|\n)---([^\n]*)/

/** The fields and the body of a file; `yaml` is the text between the fences, which starts on line 1. */
export interface FrontMatter {
  fields: Record<string, unknown>
  body: string
  yaml: string
}

/**
 * Splits a file into YAML front matter and body.
 *
 * Rejects what gray-matter must not see: it would evaluate `---js` as code, accept an unclosed fence and take seconds for a
 * long run of blank lines.
 */
export function parseFrontMatter({ path: file, text }: SourceFile): FrontMatter | Diagnostic {
  const opening = OPENING_FENCE.exec(text)
  if (!opening) return diagnostic('front-matter-missing', { file, line: 1 }, 'does not start with a "---" line')
  const rest = text.slice(opening[0].length)
  const closing = CLOSING_FENCE.exec(rest)
  if (closing?.[1]?.trim() !== '') {
    return diagnostic('front-matter-unclosed', { file, line: 1 }, 'has front matter without a closing "---" line')
  }
  const yaml = rest.slice(0, closing.index)
  if (Buffer.byteLength(yaml) > MAX_BYTES) {
    return diagnostic('front-matter-too-large', { file, line: 1 }, 'has more than 64 KiB of front matter')
  }
  if (hasLongBlank(yaml)) {
    return diagnostic(
      'front-matter-blank',
      { file, line: 1 },
      'has more than 255 whitespace characters in a row in its front matter',
    )
  }
  try {
    const { data, content } = matter(text, { language: 'yaml', engines: STRICT_ENGINES })
    return { fields: data, body: content, yaml: `\n${yaml}` }
  } catch (error) {
    return yamlDiagnostic(file, error, 1)
  }
}

/** Whether there are 256 blanks in a row. Then some aligned block of 128 is blank, which is quick to rule out. */
function hasLongBlank(text: string): boolean {
  for (let index = 0; index < text.length; index += 128) {
    if (text.slice(index, index + 128).trim() === '') return /\s{256}/.test(text)
  }
  return false
}

/**
 * Parses YAML 1.2 strictly: unique keys, no aliases, no custom tags, dates stay strings.
 *
 * @throws YAMLException if the text is not valid YAML or not a mapping
 */
export function parseYaml(text: string): Record<string, unknown> {
  const fields = parseYamlSubset(text) ?? load(text, { maxAliases: 0, maxDepth: 20 })
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
    throw new YAMLException('expected fields, each as "name: value"')
  }
  return fields as Record<string, unknown>
}

/** The diagnostic for an error that {@link parseYaml} threw; `firstLine` is the line of the file where the YAML starts. */
export function yamlDiagnostic(file: string, error: unknown, firstLine: number): Diagnostic {
  if (!(error instanceof YAMLException)) return diagnostic('front-matter-yaml', { file }, messageOf(error))
  const line = error.mark ? error.mark.line + firstLine : undefined
  return diagnostic('front-matter-yaml', { file, line }, `is not valid YAML: ${error.reason}`)
}

const refuse = (): never => {
  throw new YAMLException('only YAML is supported')
}

/** gray-matter's engines; all except YAML are disabled. */
const STRICT_ENGINES = {
  yaml: { parse: parseYaml, stringify: refuse },
  json: { parse: refuse, stringify: refuse },
  javascript: { parse: refuse, stringify: refuse },
}
