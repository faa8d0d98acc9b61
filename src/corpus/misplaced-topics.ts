import type { Diagnostic } from '../model/diagnostic.ts'
import { diagnostic } from '../model/rules.ts'
import { isLikelyTopic } from './parse-topic.ts'
import type { ParsedFiles } from './parsed-files.ts'
import { readSourceFile } from './read-source-file.ts'
import type { ScannedFiles } from './scan-files.ts'

/**
 * Reads the YAML files outside of `topics/` folders, unless they are unchanged, and reports those that seem to describe a topic.
 *
 * @param options.parsedFiles files that earlier runs parsed; this run adds its own
 */
export function readMisplacedTopics(
  contentDir: string,
  { otherYaml, signatures }: Pick<ScannedFiles, 'otherYaml' | 'signatures'>,
  { parsedFiles, now }: { parsedFiles: ParsedFiles; now: () => Date },
): Diagnostic[] {
  return otherYaml.flatMap((path) => {
    const parsed = parsedFiles.get(path)
    const isUnchanged = parsed !== undefined && parsed.signature === signatures.get(path)
    if (isUnchanged && 'diagnostics' in parsed.content) return parsed.content.diagnostics ?? []
    const source = readSourceFile(contentDir, path, now(), 0)
    if (typeof source === 'string' || 'rule' in source) return []
    const { signature, digest } = source
    const diagnostics = isLikelyTopic(source) ? [misplaced(path)] : []
    parsedFiles.set(path, { signature, digest, content: { diagnostics } })
    return diagnostics
  })
}

function misplaced(file: string): Diagnostic {
  return diagnostic('topic-misplaced', { file }, 'seems to describe a topic, but is not in a topics/ folder', {
    severity: 'warning',
  })
}
