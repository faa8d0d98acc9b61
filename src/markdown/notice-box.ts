import type { StateBlock } from 'markdown-it'

const NOTICES = new Set(
  'note tip info warning danger caution important success error question example hint seealso attention abstract summary tldr todo check done help faq fail failure missing bug quote cite'.split(
    ' ',
  ),
)

/** What is known of the article when its Markdown is rendered. */
export type RenderEnv = {
  /** Whether English names of notices may be shown. */
  isEnglish?: boolean
}

/** How a box begins: `::: warning Title`, `!!! note "Title"`. */
export interface Box {
  name: string
  /** In Markdown; undefined for the name of the notice. */
  title?: string | undefined
  canOpen: boolean
}

/** Begins a box: notices under their title, with a class by which excerpts pass over them; `<details>` if it can be opened. */
export function openBox(state: StateBlock, { name, title, canOpen }: Box): void {
  const isNotice = NOTICES.has(name)
  const open = state.push('box_open', canOpen ? 'details' : 'div', 1)
  open.block = true
  if (isNotice) open.attrSet('class', 'notice')
  const shown = title ?? (isNotice ? noticeName(name, state.env as RenderEnv) : '')
  if (shown === '') return
  const tags = canOpen ? ['summary'] : ['p', 'strong']
  for (const tag of tags) state.push('title_open', tag, 1).block = false
  Object.assign(state.push('inline', '', 0), { content: shown, children: [] })
  for (const tag of tags.reverse()) state.push('title_close', tag, -1).block = tag !== 'strong'
}

export function closeBox(state: StateBlock, { canOpen }: Box): void {
  state.push('box_close', canOpen ? 'details' : 'div', -1).block = true
}

/** `WARNING` → `Warning`; nothing in other languages. */
export function noticeName(name: string, { isEnglish }: RenderEnv): string {
  return isEnglish ? name.slice(0, 1).toUpperCase() + name.slice(1).toLowerCase().replaceAll(/[-_]/g, ' ') : ''
}
