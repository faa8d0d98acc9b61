import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { shared } from './shared.ts'

const PARTS = ['seed', 'everyday-power-apps']

/** A copy of the real articles in Feedmill's native front matter; undefined if there are none. */
export function nativeCorpus(): string | undefined {
  if (!PARTS.every((part) => existsSync(shared(`corpus/${part}`)))) {
    console.warn(`skipped: ${shared('corpus')} is not there`)
    return undefined
  }
  const folder = mkdtempSync(join(tmpdir(), 'feedmill-corpus-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  for (const part of PARTS) cpSync(shared(`corpus/${part}`), join(folder, part), { recursive: true })
  return folder
}
