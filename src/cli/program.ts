import { Argument, Command, InvalidArgumentError } from 'commander'
import packageJson from '../../package.json' with { type: 'json' }
import { hints, type Rule } from '../model/rules.ts'
import { packageFolder } from '../package-folder.ts'
import { nearestName } from '../text/nearest-name.ts'
import { parseAbsoluteUrl } from '../text/parse-absolute-url.ts'
import { jsonSchemas, type SchemaKind } from './schema/json-schemas.ts'

interface GenerateOptions {
  force?: boolean
  strict?: boolean
  json?: boolean
}

interface CheckOptions {
  feed?: string
  store?: boolean
  rule?: Rule
  strict?: boolean
  json?: boolean
}

interface DoctorOptions {
  strict?: boolean
  json?: boolean
}

interface InitOptions {
  write?: boolean
}

/** What each command does. A folder takes the place of CONTENT_DIR. */
export interface Actions {
  start: () => Promise<void>
  generate: (options: GenerateOptions) => Promise<void>
  check: (dir: string | undefined, options: CheckOptions) => Promise<void>
  doctor: (url: string, options: DoctorOptions) => Promise<void>
  prune: () => Promise<void>
  init: (dir: string | undefined, options: InitOptions) => Promise<void>
  schema: (kind: SchemaKind) => Promise<void>
}

const FOLDER = 'the folder with the articles (default: CONTENT_DIR)'

/** The command line: its commands with their options, examples and help. */
export function createProgram(actions: Actions): Command {
  const program = new Command('feedmill')
    .description(
      'Turns a folder of Markdown articles into per-topic RSS, Atom and JSON feeds, on a schedule, and serves them.',
    )
    .version(packageJson.version, '-V, --version', 'print the version')
    .showHelpAfterError('Run "feedmill --help", or "feedmill help <command>".')
    .addHelpText(
      'after',
      '\nConfigure it with environment variables or a .env file; .env.example lists them all.\n' +
        `It is in ${packageFolder}, beside README.md and docs.\n` +
        'Exit status: 0 success, 1 refused or failed, 2 wrong usage or configuration.',
    )
    .exitOverride()

  program
    .command('start')
    .description('generate, serve, and regenerate on schedule (the default; SIGHUP: regenerate now; SIGTERM: stop)')
    .addHelpText('after', examples('feedmill start', 'PORT=8080 PUBLIC_URL=https://feeds.example.org feedmill start'))
    .action(() => actions.start())

  program
    .command('generate')
    .description('generate once; skipped articles and warnings are reported, and are no failure')
    .option('--force', 'publish even if many articles would be removed')
    .option('--strict', 'exit with 1 if an article is skipped or there is a warning')
    .option('--json', 'print the report as JSON')
    .addHelpText('after', examples('feedmill generate', 'CONTENT_DIR=blog/posts OUT_DIR=public feedmill generate'))
    .action((options: GenerateOptions) => actions.generate(options))

  program
    .command('check')
    .description('report all errors and warnings, write nothing; exit with 1 if an article is skipped')
    .argument('[dir]', FOLDER)
    .option(
      '--feed <file>',
      'compare with a feed that subscribers have: a file or a URL; exit with 1 if the ids differ',
    )
    .option('--store', 'check only whether the bucket of PUBLISH_TO keeps publishers apart; exit with 1 if it does not')
    .option('--rule <rule>', 'print every place that breaks a rule', parseRule)
    .option('--strict', 'exit with 1 if there is a warning, too')
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      examples(
        'feedmill check blog/posts',
        'feedmill check --rule url-invalid',
        'feedmill check --feed https://blog.example.org/feed.xml',
      ),
    )
    .action((dir: string | undefined, options: CheckOptions) => actions.check(dir, options))

  program
    .command('doctor')
    .description('look at a deployed feed as a reader does, and say what to fix; exit with 1 if there is an error')
    .argument('<url>', 'a feed, or the home page of the site: all its formats and one topic', parseUrl)
    .option('--strict', 'exit with 1 if there is a warning, too')
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      `\nIt asks for each feed about twenty times, as readers and caches do, and changes nothing. If there is a CONTENT_DIR, it\ncompares the ids. docs/doctor.md explains each finding.\n${examples(
        'feedmill doctor https://feeds.example.org/',
        'feedmill doctor https://feeds.example.org/feeds/ai.xml',
      )}`,
    )
    .action((url: string, options: DoctorOptions) => actions.doctor(url, options))

  program
    .command('prune')
    .description('remove what the last generations do not need; in a bucket, this is otherwise done once a day')
    .addHelpText('after', examples('PUBLISH_TO=s3://bucket/prefix feedmill prune'))
    .action(() => actions.prune())

  program
    .command('init')
    .description('look at a folder, show what is understood of it, and propose a feedmill.yaml')
    .argument('[dir]', FOLDER)
    .option('--write', 'write the proposed feedmill.yaml, unless there is one')
    .addHelpText('after', examples('feedmill init blog/posts', 'feedmill init blog/posts --write'))
    .action((dir: string | undefined, options: InitOptions) => actions.init(dir, options))

  program
    .command('schema')
    .description('print the JSON Schema of front matter, of a file in mixes/ or of feedmill.yaml, for editors')
    .addArgument(new Argument('[kind]', 'what to describe').choices(Object.keys(jsonSchemas)).default('article'))
    .addHelpText(
      'after',
      examples('feedmill schema > article.schema.json', 'feedmill schema settings > feedmill.schema.json'),
    )
    .action((kind: SchemaKind) => actions.schema(kind))

  return program
}

function examples(...commands: string[]): string {
  return `\nExamples:\n${commands.map((command) => `  $ ${command}`).join('\n')}`
}

function parseRule(text: string): Rule {
  if (Object.hasOwn(hints, text)) return text as Rule
  const rules = Object.keys(hints)
  const nearest = nearestName(text, rules)
  throw new InvalidArgumentError(
    nearest ? `There is no such rule. Did you mean ${nearest}?` : `The rules are: ${rules.join(', ')}.`,
  )
}

function parseUrl(text: string): string {
  const url = parseAbsoluteUrl(text)
  if (url && /^https?:$/.test(url.protocol) && !url.username && !url.password) return url.href.replace(/#.*$/, '')
  throw new InvalidArgumentError('Use an http or https URL without a user name, such as https://feeds.example.org/.')
}
