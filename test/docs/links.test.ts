import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const documents = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]

it.each(documents)('%s links to files and headings that exist', (document) => {
  const file = join(ROOT, document)
  const broken = linksOf(readFileSync(file, 'utf8')).filter((link) => {
    const [path = '', heading] = link.split('#')
    const target = path === '' ? file : resolve(dirname(file), path)
    return !existsSync(target) || (heading !== undefined && !headingsOf(target).includes(heading))
  })
  expect(broken).toEqual([])
})

function linksOf(markdown: string): string[] {
  const links = withoutCode(markdown)
    .replace(/`[^`\n]*`/g, '')
    .matchAll(/\]\((?!\w+:)([^)\s]+)\)/g)
  return Array.from(links, ([, link = '']) => link)
}

/** The anchors of headings, as GitHub makes them. */
function headingsOf(file: string): string[] {
  const headings = withoutCode(readFileSync(file, 'utf8')).matchAll(/^#+ (.+)$/gm)
  return Array.from(headings, ([, text = '']) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  )
}

function withoutCode(markdown: string): string {
  return markdown.replace(/^```[\s\S]*?^```$/gm, '')
}
