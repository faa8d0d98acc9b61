import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'

/** Gives Ceph a folder, and stops it after the last test, if one has started it. */
export default function ({ provide }: TestProject): () => void {
  const folder = join(tmpdir(), `feedmill-ceph-${randomUUID()}`)
  provide('cephFolder', folder)
  return () => {
    if (existsSync(folder)) execFileSync(fileURLToPath(new URL('down.sh', import.meta.url)), [folder])
  }
}
