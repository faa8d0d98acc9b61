#!/usr/bin/env node
import packageJson from '../../package.json' with { type: 'json' }

// An older Node would fail at a line of code that tells its user nothing.
const [, major, minor] = packageJson.engines.node.match(/(\d+)\.(\d+)/) ?? []
const [ownMajor, ownMinor] = process.versions.node.split('.')
if (Number(ownMajor) < Number(major) || (ownMajor === major && Number(ownMinor) < Number(minor))) {
  process.stderr.write(
    `feedmill: needs Node ${major}.${minor} or newer; ${process.execPath} is ${process.versions.node}\n`,
  )
  process.exit(2)
}

// SIGHUP asks the server to run now. While it starts, which includes a run, the signal must not end it.
const [, , command = 'start'] = process.argv
if (command === 'start') process.on('SIGHUP', () => undefined)
await import('../main.ts')
