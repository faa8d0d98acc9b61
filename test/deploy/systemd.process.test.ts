import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { variableNames } from '../../src/config.ts'
import { MAIN } from '../support/command.ts'
import { isInstalled, outputOf } from '../support/programs.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const FOLDER = fileURLToPath(new URL('../../deploy/systemd', import.meta.url))
const SERVICES = ['feedmill.service', 'feedmill-generate.service']
const read = (name: string) => readFileSync(join(FOLDER, name), 'utf8')

describe.skipIf(!isInstalled('systemd-analyze'))('the systemd units', () => {
  it('are valid', () => {
    const installed = (name: string) =>
      read(name).replace('ExecStart=feedmill', `ExecStart=${process.execPath} ${MAIN}`)
    const units = [...SERVICES, 'feedmill-generate.timer']
    const folder = temporaryFolder(Object.fromEntries(units.map((name) => [name, installed(name)])))
    const files = units.map((name) => join(folder, name))
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', ...files], { encoding: 'utf8' })
    expect(stderr.split('\n').filter((line) => line.includes('feedmill'))).toEqual([])
    expect(status).toBe(0)
  })

  it.each(SERVICES)('%s has an exposure of less than 1.0 of 10', (name) => {
    const threshold = ['--threshold=10', '--offline=true', '--no-pager']
    expect(outputOf('systemd-analyze', 'security', ...threshold, join(FOLDER, name))).toContain('SAFE')
  })
})

it.each(SERVICES)('%s sets variables that exist, and writes to the state directory alone', (name) => {
  const [, environment = ''] = /^Environment=(.*)$/m.exec(read(name)) ?? []
  const names = Array.from(environment.matchAll(/(\w+)=/g), ([, variable]) => variable)
  expect(names.filter((variable) => variable !== 'NODE_ENV' && !variableNames.includes(String(variable)))).toEqual([])
  expect(environment).toContain('OUT_DIR=/var/lib/feedmill ')
  expect(read(name)).toMatch(/^StateDirectory=feedmill$/m)
  expect(read(name)).toMatch(/^ProtectSystem=strict$/m)
})
