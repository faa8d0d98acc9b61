import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { FeedmillError } from '../src/errors.ts'
import { loadEnvFile } from '../src/load-env-file.ts'
import { asOrdinaryUser } from './support/ordinary-user.ts'
import { makePipe } from './support/pipe.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

describe('loadEnvFile', () => {
  it('loads names and values, and nothing if there is no file', () => {
    const folder = temporaryFolder({ '.env': '# a comment\nPORT=8080\nSITE_TITLE="A b"\n' })
    expect(loadEnvFile(join(folder, '.env'))).toEqual({ PORT: '8080', SITE_TITLE: 'A b' })
    expect(loadEnvFile(join(folder, 'missing'))).toEqual({})
  })

  it('loads the first variable of a file with a byte order mark', () => {
    const folder = temporaryFolder({ '.env': '\ufeffPORT=8080\r\nWATCH=true\r\n' })
    expect(loadEnvFile(join(folder, '.env'))).toEqual({ PORT: '8080', WATCH: 'true' })
  })

  it('refuses UTF-16, which PowerShell writes', () => {
    const folder = temporaryFolder({ '.env': Buffer.from('\ufeffPORT=8080\n', 'utf16le') })
    expect(refusal(join(folder, '.env'))).toMatch(/\.env cannot be read: it is not UTF-8$/)
  })

  it('refuses a folder and a pipe', () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, '.env'))
    makePipe(join(folder, 'pipe'))
    expect(refusal(join(folder, '.env'))).toMatch(/\.env cannot be read: it is not a file$/)
    expect(refusal(join(folder, 'pipe'))).toMatch(/pipe cannot be read: it is not a file$/)
  })

  it('says that a file must not be read', async () => {
    const folder = temporaryFolder({ '.env': 'PORT=8080\n' })
    chmodSync(join(folder, '.env'), 0)
    chmodSync(folder, 0o755)
    const message = await asOrdinaryUser(() => refusal(join(folder, '.env')))
    expect(message).toMatch(/\.env cannot be read: EACCES: permission denied/)
  })
})

function refusal(path: string): string {
  try {
    loadEnvFile(path)
  } catch (error) {
    expect(error).toMatchObject({ code: 'config-invalid', exitStatus: 2 })
    if (error instanceof FeedmillError) return error.message
  }
  throw new Error('it was loaded')
}
