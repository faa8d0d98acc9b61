import { dump } from 'js-yaml'
import { stripControls } from '../../text/strip-controls.ts'
import type { ProposedSetting } from './folder-summary.ts'

const HEAD = '# How Feedmill reads this folder. All keys are optional; docs/feedmill-yaml.md lists them.'

/** The text of `feedmill.yaml`: a line for each setting, with a comment; examples are commented out. */
export function proposeSettings(settings: readonly ProposedSetting[]): string {
  const lines = settings.map((setting) => ({ text: settingText(setting), comment: stripControls(setting.comment) }))
  const width = Math.min(40, Math.max(0, ...lines.map(({ text }) => text.length)))
  return `${[HEAD, ...lines.map(({ text, comment }) => `${text.padEnd(width)}  # ${comment}`)].join('\n')}\n`
}

function settingText({ key, value, isExample = false }: ProposedSetting): string {
  const yaml = dump({ [key]: value }, { flowLevel: 1, lineWidth: -1 }).trimEnd()
  // JSON is YAML on one line.
  const text = yaml.includes('\n') ? `${key}: ${JSON.stringify(value)}` : yaml
  return isExample ? `# ${text}` : text
}
