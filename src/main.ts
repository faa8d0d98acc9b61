import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { CommanderError } from 'commander'
import { generate } from './build/pipeline.ts'
import type { RunOptions } from './build/run-plan.ts'
import type { RunReport } from './build/run-report.ts'
import { checkStatus, generateStatus } from './cli/exit-status.ts'
import { formatNotified } from './cli/format-notified.ts'
import { formatFolderSummary } from './cli/init/format-folder-summary.ts'
import { proposeSettings } from './cli/init/propose-settings.ts'
import { refuseFolder } from './cli/init/refuse-folder.ts'
import { summarizeFolder } from './cli/init/summarize-folder.ts'
import { writeSettings } from './cli/init/write-settings.ts'
import { createProgram } from './cli/program.ts'
import { showProgress } from './cli/progress-bar.ts'
import { refuseNestedFolders } from './cli/refuse-nested-folders.ts'
import type { ReportView } from './cli/report-view.ts'
import { reporters } from './cli/reporters.ts'
import { jsonSchemas } from './cli/schema/json-schemas.ts'
import { shellArgument } from './cli/shell-argument.ts'
import { type Config, parseConfig } from './config.ts'
import { FeedmillError, messageOf } from './errors.ts'
import { loadEnvFile } from './load-env-file.ts'
import { checkStore } from './publish/check-store.ts'
import { openStore } from './publish/open-store.ts'
import type { PublicationStore } from './publish/store.ts'
import type { Service } from './service/service.ts'
import { formatBucketUrl } from './text/parse-bucket-url.ts'

/** How long a run that hangs, or a log that nobody reads, may keep the process alive after everything else has stopped. */
const EXIT_GRACE_MS = 500

/** The format of the report, and the folders that its paths begin with, once they are known. */
let format: keyof typeof reporters = 'text'
let view: Omit<ReportView, 'cwd' | 'colours'> = { contentDir: '', outDir: '', checkCommand: 'feedmill check' }

const program = createProgram({
  start: serve,
  generate: async ({ force, strict, json }) => {
    chooseFormat(json)
    const config = loadConfig()
    refuseNestedFolders(config)
    const store = await openPublicationStore(config)
    const report = await runOnce(config, store, { force })
    print(reporters[format].formatReport(report, viewOn(process.stdout)))
    process.exitCode = generateStatus(report, { strict })
    await notifyHubs(config, store)
  },
  check: async (folder, { feed, store, rule, strict, json }) => {
    chooseFormat(json)
    if (feed !== undefined) {
      const { compareWithFeed } = await import('./cli/compare-feed/compare-with-feed.ts')
      return conclude(await compareWithFeed(feed, loadConfig(folder), { json }))
    }
    if (store) {
      const config = loadConfig(folder)
      return print(await checkStore(config.publishTo, config))
    }
    const config = withoutPublication(loadConfig(folder), folder)
    const report = await runOnce(config, await openPublicationStore(config), { dryRun: true })
    const { formatReport, formatRule } = reporters[format]
    const onStdout = viewOn(process.stdout)
    print(rule ? formatRule(report, rule, onStdout) : formatReport(report, onStdout))
    process.exitCode = checkStatus(report, { strict })
  },
  doctor: async (url, { strict, json }) => {
    chooseFormat(json)
    const config = loadConfig()
    const { examineDeployment } = await import('./cli/doctor/examine-deployment.ts')
    conclude(await examineDeployment(url, config, { format, view: viewOn(process.stdout), strict }))
  },
  prune: async () => {
    const config = loadConfig()
    const store = await openPublicationStore(config)
    const { result: failures } = await store.exclusively(() => store.prune({ isThorough: true }))
    print(
      failures.length === 0 ? 'Removed what no kept generation needs and is older than a day.' : failures.join('\n'),
    )
    if (failures.length > 0) process.exitCode = 1
  },
  init: async (folder, { write = false }) => {
    const config = loadConfig(folder)
    const { contentDir } = config
    const summary = await summarizeFolder(contentDir, config, () => new Date())
    const refusal = refuseFolder(summary, contentDir)
    if (refusal) throw refusal
    if (write) writeSettings(contentDir, proposeSettings(summary.proposal))
    print(formatFolderSummary(summary, { ...viewOn(process.stdout), isWritten: write }))
  },
  schema: async (kind) => print(JSON.stringify(jsonSchemas[kind](), null, 2)),
})

function openPublicationStore(config: Config): Promise<PublicationStore> {
  return openStore(config.publishTo, config, { pid: process.pid, now: () => new Date() })
}

async function serve(): Promise<void> {
  const config = loadConfig()
  if (config.publishTo || !config.serveFrom) refuseNestedFolders(config)
  // Loading what only the server needs would take half as long as a run.
  const { createLogger } = await import('./logger.ts')
  const log = await createLogger(config.logLevel, process.stdout)
  process.stdout
    .off('error', handleOutputError)
    .once('error', reportLogError)
    .on('error', () => undefined)
  const starting = import('./service/service.ts').then(async ({ Service }) => {
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
      exitSoon()
    })
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  process.on('SIGHUP', () => void whenStarted((service) => service.regenerate()))
  await starting.catch((error: unknown) => {
    exitSoon()
    throw error
  })
}

/** Ends the process when nothing is left to do, or a moment later: the reader of the log may be stalled, or a run hang. */
function exitSoon(): void {
  setTimeout(() => process.exit(), EXIT_GRACE_MS).unref()
}

async function runOnce(
  config: Config,
  store: PublicationStore,
  options: Pick<RunOptions, 'force' | 'dryRun'>,
): Promise<RunReport> {
  const progress = await showProgress(process.stderr)
  try {
    return await generate(config, {
      ...options,
      store,
      now: () => new Date(),
      onProgress: progress.update,
    })
  } finally {
    progress.end()
  }
}

/** Notifies hubs of what a bucket has. Of a folder, the server does that: only it knows when it serves the new files. */
async function notifyHubs({ websubHubs: hubs, publicUrl }: Config, store: PublicationStore): Promise<void> {
  const { inTurn } = store
  if (!inTurn || hubs.length === 0) return
  const { notifyOnce } = await import('./websub/notify-once.ts')
  for (const notified of await notifyOnce({ store: { ...store, inTurn }, hubs, publicUrl, now: () => new Date() })) {
    const text = formatNotified(notified)
    if (notified.failure !== undefined) process.stderr.write(`feedmill: ${text}\n`)
    else if (format !== 'json') print(text)
  }
}

function chooseFormat(json = false): void {
  format = json ? 'json' : process.env.GITHUB_ACTIONS === 'true' ? 'github' : 'text'
}

/** The configuration; a folder takes the place of CONTENT_DIR. */
function loadConfig(folder?: string): Config {
  // The environment takes precedence.
  for (const [name, value] of Object.entries(loadEnvFile('.env'))) process.env[name] ??= value
  // The S3 client would warn that its next version needs Node 22.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true'
  const config = parseConfig(folder === undefined ? process.env : { ...process.env, FEEDMILL_CONTENT_DIR: folder })
  const { contentDir, outDir, publishTo } = config
  view = {
    contentDir,
    outDir,
    bucket: publishTo && formatBucketUrl(publishTo),
    checkCommand: folder === undefined ? 'feedmill check' : `feedmill check ${shellArgument(folder)}`,
  }
  return config
}

/** Compares another folder than CONTENT_DIR with nothing: what is published is not of that folder. */
function withoutPublication(config: Config, folder: string | undefined): Config {
  const isOther = folder !== undefined && resolve(folder) !== resolve(parseConfig(process.env).contentDir)
  return isOther ? { ...config, publishTo: undefined, outDir: join(tmpdir(), `feedmill-${randomUUID()}`) } : config
}

function viewOn(stream: NodeJS.WriteStream): ReportView {
  return { ...view, cwd: process.cwd(), colours: stream.isTTY && stream.hasColors() }
}

function conclude({ report, exitStatus }: { report: string; exitStatus: number }): void {
  print(report)
  process.exitCode = exitStatus
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

/** The reader of a pipe may leave before the end (`| head`), which is no failure; a full disk is one. */
function handleOutputError(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') return
  process.exitCode = 1
  process.stderr.write(`feedmill: the output cannot be written: ${messageOf(error)}\n`)
}

/** Serving goes on without a log, and ends without a failure. */
function reportLogError(error: NodeJS.ErrnoException): void {
  process.stderr.write(`feedmill: the log cannot be written: ${messageOf(error)}\n`)
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

process.stdout.on('error', handleOutputError)
// There is nowhere left to say so.
process.stderr.on('error', () => undefined)
try {
  const [, , ...args] = process.argv
  await program.parseAsync(args.length === 0 ? ['start'] : args, { from: 'user' })
} catch (error) {
  process.exitCode = reportError(error)
}
