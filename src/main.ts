#!/usr/bin/env node
import { existsSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { generate } from './build/pipeline.ts'
import type { RunOptions } from './build/run-report.ts'
import { showProgress } from './cli/progress-bar.ts'
import type { ReportView } from './cli/report-view.ts'
import { reporters } from './cli/reporters.ts'
import { parseConfig } from './config.ts'
import { FeedmillError, messageOf } from './errors.ts'
import type { Service } from './service.ts'

/** How long the process may go on, in milliseconds, after all has ended but a run that hangs. */
const LAST_GRACE = 500

/** How a run is reported, and the folders that the paths in a report begin with, once they are known. */
let form: keyof typeof reporters = 'text'
let dirs: Pick<ReportView, 'contentDir' | 'outDir'> = { contentDir: '', outDir: '' }

const program = new Command('feedmill')
  .description(
    'Turns a folder of Markdown articles into per-topic RSS, Atom and JSON feeds, on a schedule, and serves them.',
  )
  .configureHelp({ showGlobalOptions: true })
  .addHelpText('after', '\nThe environment and the file .env configure it; .env.example lists every variable.')
  .exitOverride()

program
  .command('start', { isDefault: true })
  .description('generate, serve, and regenerate on schedule (SIGHUP: at once; SIGTERM: end)')
  .action(serve)

program
  .command('generate')
  .description('generate once')
  .option('--force', 'publish even if many articles would be lost')
  .option('--json', 'report in JSON, for programs')
  .action(({ force, json }: { force?: boolean; json?: boolean }) => runOnce({ force }, json))

program
  .command('check')
  .description('report every problem of the corpus, write nothing')
  .option('--json', 'report in JSON, for programs')
  .action(({ json }: { json?: boolean }) => runOnce({ dryRun: true }, json))

async function serve(): Promise<void> {
  loadEnvFile()
  const config = parseConfig(process.env)
  // What only a server needs would take a run half of its time to load.
  const { createLogger } = await import('./logger.ts')
  const log = await createLogger(config.logLevel, { isTerminal: process.stdout.isTTY })
  const starting = import('./service.ts').then(({ start }) =>
    start(config, { log, now: () => new Date(), pid: process.pid }),
  )
  // A start that failed is explained where it is awaited.
  const whenStarted = (act: (service: Service) => unknown) => starting.then(act, () => undefined)
  let isEnding = false
  const end = () => {
    if (isEnding) return
    isEnding = true
    log.info('stopping')
    void whenStarted(async (service) => {
      await service.stop()
      log.info('stopped')
      setTimeout(() => process.exit(), LAST_GRACE).unref()
    })
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
  process.on('SIGHUP', () => void whenStarted((service) => service.regenerate()))
  await starting
}

async function runOnce(options: Pick<RunOptions, 'force' | 'dryRun'>, json?: boolean): Promise<void> {
  form = json ? 'json' : process.env.GITHUB_ACTIONS === 'true' ? 'github' : 'text'
  loadEnvFile()
  const config = parseConfig(process.env)
  dirs = config
  const progress = await showProgress(process.stderr)
  try {
    const report = await generate(config, {
      ...options,
      now: () => new Date(),
      pid: process.pid,
      onProgress: progress.update,
    })
    progress.end()
    process.stdout.write(`${reporters[form].formatReport(report, viewOn(process.stdout))}\n`)
    if (report.diagnostics.length > 0 || (report.refusal && options.dryRun)) process.exitCode = 1
  } finally {
    progress.end()
  }
}

function viewOn(stream: NodeJS.WriteStream): ReportView {
  const { contentDir, outDir } = dirs
  return { cwd: process.cwd(), contentDir, outDir, colours: stream.isTTY && stream.hasColors() }
}

/** Takes variables from the file `.env`, where there is one; the environment goes first. */
function loadEnvFile(): void {
  if (!existsSync('.env')) return
  try {
    process.loadEnvFile()
  } catch (error) {
    throw new FeedmillError(
      'config-invalid',
      `.env cannot be read: ${messageOf(error)}`,
      'Make it a file of lines NAME=value.',
    )
  }
}

function unexpected(error: unknown): FeedmillError {
  const stack = error instanceof Error ? error.stack : undefined
  return new FeedmillError('unexpected', stack ?? messageOf(error), 'This is a fault of Feedmill itself. Report it.')
}

function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  const known = error instanceof FeedmillError ? error : unexpected(error)
  const stream = form === 'json' ? process.stdout : process.stderr
  stream.write(`${reporters[form].formatError(known, viewOn(stream))}\n`)
  return known.exitStatus
}

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = explain(error)
}
