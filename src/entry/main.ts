#!/usr/bin/env node
// SIGHUP asks the server to run now. While it starts, which includes a run, the signal must not end it.
const [, , command = 'start'] = process.argv
if (command === 'start') process.on('SIGHUP', () => undefined)
await import('../main.ts')

export {}
