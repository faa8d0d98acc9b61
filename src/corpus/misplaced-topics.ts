import type { Diagnostic } from '../model/diagnostic.ts'
import { isLikelyTopic } from './parse-topic.ts'
import type { ParsedFiles } from './parsed-files.ts'
import { readSourceFile } from './read-source-file.ts'
import { diagnostic } from './rules.ts'
import type { ScannedFiles } from './scan-files.ts'

/**
 * Reads the YAML files outside the folders of topics, except those that are known and did not change, and reports those that
 * seem to describe a topic.
 *
 * @param options.parsedFiles what earlier runs read; what this one reads is added
 */
export function readMisplacedTopics(
  contentDir: string,
  { otherYaml, signatures }: Pick<ScannedFiles, 'otherYaml' | 'signatures'>,
  { parsedFiles, now }: { parsedFiles: ParsedFiles; now: () => Date },
): Diagnostic[] {
  return otherYaml.flatMap((path) => {
    const known = parsedFiles.get(path)
    const isKnown = known !== undefined && known.signature === signatures.get(path)
    if (isKnown && 'diagnostics' in known.content) return known.content.diagnostics
    const source = readSourceFile(contentDir, path, now(), 0)
    if (typeof source === 'string' || 'rule' in source) return []
    const { signature, digest } = source
    const diagnostics = isLikelyTopic(source) ? [misplaced(path)] : []
    parsedFiles.set(path, { signature, digest, content: { diagnostics } })
    return diagnostics
  })
}

function misplaced(file: string): Diagnostic {
  return diagnostic('topic-misplaced', { file }, 'seems to describe a topic, but is not read', { severity: 'warning' })
}
