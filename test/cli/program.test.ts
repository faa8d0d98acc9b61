import type { CommanderError } from 'commander'
import { describe, expect, it } from 'vitest'
import { createProgram } from '../../src/cli/program.ts'

describe('the command line', () => {
  it.each([
    [
      ['generate', '--force', '--strict'],
      ['generate', { force: true, strict: true }],
    ],
    [['check'], ['check', undefined, {}]],
    [
      ['check', 'blog/posts', '--json'],
      ['check', 'blog/posts', { json: true }],
    ],
    [
      ['check', '--rule', 'url-invalid'],
      ['check', undefined, { rule: 'url-invalid' }],
    ],
    [
      ['doctor', 'https://feeds.example#top', '--strict', '--json'],
      ['doctor', 'https://feeds.example/', { strict: true, json: true }],
    ],
    [
      ['check', '--store'],
      ['check', undefined, { store: true }],
    ],
    [['prune'], ['prune']],
    [
      ['init', 'blog/posts', '--write'],
      ['init', 'blog/posts', { write: true }],
    ],
    [['schema'], ['schema', 'article']],
  ])('understands %j', async (args, expected) => {
    expect((await run(args)).called).toEqual([expected])
  })

  it.each([
    [['generat'], "error: unknown command 'generat'\n(Did you mean generate?)\n"],
    [['foo'], "error: unknown command 'foo'\n"],
    [['check', '--rule', 'url-invald'], 'There is no such rule. Did you mean url-invalid?\n'],
    [['check', '--rule', 'zzz'], 'The rules are: content-empty, file-unreadable, file-changing, '],
    [['check', '--rule', 'constructor'], 'The rules are: '],
    [['doctor'], "error: missing required argument 'url'"],
    [['doctor', 'ftp://feeds.example/'], 'Use an http or https URL without a user name'],
    [['doctor', 'https://ada:secret@feeds.example/'], 'Use an http or https URL without a user name'],
    [['generate', '--faster'], "error: unknown option '--faster'\n"],
    [['start', 'now'], "error: too many arguments for 'start'."],
  ])('refuses %j', async (args, message) => {
    const { called, error, stderr } = await run(args)
    expect(called).toEqual([])
    expect(error?.exitCode).toBe(1)
    expect(stderr).toContain(message)
    expect(stderr).toContain('\nRun "feedmill --help", or "feedmill help <command>".\n')
  })

  it('has examples in the help of each command', async () => {
    const commands = createProgram({} as Parameters<typeof createProgram>[0]).commands.map((command) => command.name())
    for (const name of commands) {
      expect((await run([name, '--help'])).stdout).toMatch(
        new RegExp(`^Usage: feedmill ${name}\\b.*\nExamples:\n {2}\\$ .*feedmill ${name}\\b`, 's'),
      )
    }
  })
})

/** Parses arguments with actions that record their calls. */
async function run(args: string[]) {
  const called: unknown[] = []
  let stdout = ''
  let stderr = ''
  const record =
    (name: string) =>
    async (...values: unknown[]) =>
      void called.push([name, ...values])
  const names = ['start', 'generate', 'check', 'doctor', 'prune', 'init', 'schema'] as const
  const actions = Object.fromEntries(names.map((name) => [name, record(name)]))
  const program = createProgram(actions as unknown as Parameters<typeof createProgram>[0])
  for (const command of [program, ...program.commands]) {
    command.configureOutput({
      writeOut: (text) => {
        stdout += text
      },
      writeErr: (text) => {
        stderr += text
      },
    })
  }
  const error = await program.parseAsync(args, { from: 'user' }).then(
    () => undefined,
    (thrown: CommanderError) => thrown,
  )
  return { called, error, stdout, stderr }
}
