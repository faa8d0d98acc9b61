import type { CorpusProfile } from './corpus-profile.ts'
import { dialects } from './dialects/dialects.ts'

/** One line about how a corpus is read, such as `Hugo site (config.toml): https://example.org, time zone UTC`. */
export function describeProfile({ generator, evidence, site, timezone, permalinks }: CorpusProfile): string {
  const isSite = generator !== 'none' && generator !== 'obsidian'
  const kind =
    generator === 'none' ? 'Plain folder of articles' : `${dialects[generator].label} ${isSite ? 'site' : 'vault'}`
  const details = [
    site ?? (isSite ? 'URL unknown' : undefined),
    timezone === 'UTC' && !site ? undefined : `time zone ${timezone}`,
    permalinks.length > 0 ? 'permalinks from feedmill.yaml' : site && `permalinks ${rules[generator] ?? 'by the path'}`,
  ].filter((detail) => detail !== undefined)
  return `${kind}${evidence ? ` (${evidence})` : ''}${details.length > 0 ? `: ${details.join(', ')}` : ''}`
}

const rules: Partial<Record<CorpusProfile['generator'], string>> = {
  hugo: 'from the configuration',
  jekyll: 'from the configuration',
  hexo: 'from the configuration',
  docusaurus: 'by the name',
  pelican: 'by the slug',
}
