#!/usr/bin/env node
import { existsSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { generate } from './build/pipeline.ts'
import type { RunOptions } from './build/run-plan.ts'
import { showProgress } from './cli/progress-bar.ts'
import type { ReportView } from './cli/report-view.ts'
import { reporters } from './cli/reporters.ts'
import { parseConfig } from './config.ts'
import { FeedmillError, messageOf } from './errors.ts'
import { createFileSystemStore } from './publish/file-system/file-system-store.ts'
import type { Service } from './service.ts'

/** How long a run that hangs may keep the process alive after everything else has stopped. */
const EXIT_GRACE_MS = 500

/** The format of the report, and the folders that its paths begin with, once they are known. */
let format: keyof typeof reporters = 'text'
let dirs: Pick<ReportView, 'contentDir' | 'outDir'> = { contentDir: '', outDir: '' }

const program = new Command('feedmill')
  .description(
    'Turns a folder of Markdown articles into per-topic RSS, Atom and JSON feeds, on a schedule, and serves them.',
  )
  .configureHelp({ showGlobalOptions: true })
  .addHelpText('after', '\nConfigure it with environment variables or a .env file; .env.example lists them all.')
  .exitOverride()

program
  .command('start', { isDefault: true })
  .description('generate, serve, and regenerate on schedule (SIGHUP: regenerate now; SIGTERM: stop)')
  .action(serve)

program
  .command('generate')
  .description('generate once')
  .option('--force', 'publish even if many articles would be removed')
  .option('--json', 'print the report as JSON')
  .action(({ force, json }: { force?: boolean; json?: boolean }) => runOnce({ force }, json))

program
  .command('check')
  .description('report all errors and warnings, write nothing')
  .option('--json', 'print the report as JSON')
  .action(({ json }: { json?: boolean }) => runOnce({ dryRun: true }, json))

async function serve(): Promise<void> {
  loadEnvFile()
  const config = parseConfig(process.env)
  // Loading what only the server needs would take half as long as a run.
  const { createLogger } = await import('./logger.ts')
  const log = await createLogger(config.logLevel, { isTerminal: process.stdout.isTTY })
  const starting = import('./service.ts').then(async ({ Service }) => {
    const service = new Service(config, { log, now: () => new Date(), pid: process.pid })
    await service.start()
    return service
  })
  // A failed start is reported below, when it is awaited.
  const whenStarted = (act: (service: Service) => unknown) => starting.then(act, () => undefined)
  let isStopping = false
  const stop = () => {
    if (isStopping) return
    isStopping = true
    log.info('stopping')
    void whenStarted(async (service) => {
      await service.stop()
      log.info('stopped')
      setTimeout(() => process.exit(), EXIT_GRACE_MS).unref()
    })
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  process.on('SIGHUP', () => void whenStarted((service) => service.regenerate()))
  await starting
}

async function runOnce(options: Pick<RunOptions, 'force' | 'dryRun'>, json?: boolean): Promise<void> {
  format = json ? 'json' : process.env.GITHUB_ACTIONS === 'true' ? 'github' : 'text'
  loadEnvFile()
  const config = parseConfig(process.env)
  dirs = config
  const progress = await showProgress(process.stderr)
  try {
    const now = () => new Date()
    const report = await generate(config, {
      ...options,
      store: createFileSystemStore(config.outDir, { pid: process.pid, now }),
      now,
      onProgress: progress.update,
    })
    progress.end()
    process.stdout.write(`${reporters[format].formatReport(report, viewOn(process.stdout))}\n`)
    if (report.diagnostics.length > 0 || (report.refusal && options.dryRun)) process.exitCode = 1
  } finally {
    progress.end()
  }
}

function viewOn(stream: NodeJS.WriteStream): ReportView {
  const { contentDir, outDir } = dirs
  return { cwd: process.cwd(), contentDir, outDir, colours: stream.isTTY && stream.hasColors() }
}

/** Loads variables from `.env` if it exists; the environment takes precedence. */
function loadEnvFile(): void {
  if (!existsSync('.env')) return
  try {
    process.loadEnvFile()
  } catch (error) {
    throw new FeedmillError(
      'config-invalid',
      `.env cannot be read: ${messageOf(error)}`,
      'Write one NAME=value per line, in a plain file.',
    )
  }
}

function unexpected(error: unknown): FeedmillError {
  const stack = error instanceof Error ? error.stack : undefined
  return new FeedmillError('unexpected', stack ?? messageOf(error), 'This is a bug in Feedmill. Please report it.')
}

/** Reports an error; returns the exit status. */
function reportError(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  const reported = error instanceof FeedmillError ? error : unexpected(error)
  const stream = format === 'json' ? process.stdout : process.stderr
  stream.write(`${reporters[format].formatError(reported, viewOn(stream))}\n`)
  return reported.exitStatus
}

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = reportError(error)
}
