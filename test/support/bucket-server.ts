import { eventually, type RunningServer, startServer } from './command.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** A bucket, with the environment of a command that uses it. */
interface Place {
  url: string
  env: Record<string, string>
}

/** Starts a server that follows a bucket, and waits until it serves. */
export async function follow(place: Place, env: Record<string, string> = {}): Promise<RunningServer> {
  const server = await startServer({ ...place.env, SERVE_FROM: place.url, OUT_DIR: temporaryFolder(), ...env })
  await eventually(async () => (await readiness(server)).generation)
  return server
}

export async function readiness({
  url,
}: RunningServer): Promise<{ status: string; generation?: number; age?: number }> {
  return (await (await fetch(`${url}/readyz`)).json()) as { status: string }
}

export async function text({ url }: RunningServer, path = '/feeds/ai.xml'): Promise<string> {
  return (await fetch(url + path)).text()
}

/** The status, headers and body of documents by path. */
export async function answersOf(
  { url }: RunningServer,
  paths: readonly string[],
  headers: Record<string, string> = {},
) {
  const answers = paths.map(async (path) => {
    const response = await fetch(url + path, { headers })
    const { date: _, 'keep-alive': __, ...rest } = Object.fromEntries(response.headers)
    return [path, { status: response.status, headers: rest, body: await response.text() }] as const
  })
  return Object.fromEntries(await Promise.all(answers))
}
