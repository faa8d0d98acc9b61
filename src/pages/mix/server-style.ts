import { hash } from 'node:crypto'
import type { Document } from '../../model/document.ts'
import { paths } from '../../site/urls.ts'

/** The style sheet of {@link paths.serverStyle} as the server has it. */
export const SERVER_STYLE = '.served {\n  display: revert;\n}\n'

/** The style sheet as static hosts have it: it shows nothing. */
export function documentOfServerStyle(): Document {
  const text = '/* What only the server of Feedmill can answer stays hidden. */\n'
  return {
    path: paths.serverStyle,
    mediaType: 'text/css',
    isForStaticHosts: true,
    fingerprint: hash('sha256', text, 'base64'),
    articles: [],
    render: () => [Buffer.from(text)],
  }
}
