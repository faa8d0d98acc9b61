import { request as send } from 'node:http'

export interface Received {
  status: number
  /** All headers except `Date` and those of the connection. */
  headers: Record<string, string>
  body: Buffer
}

/**
 * Sends a request over its own connection, without adding headers or interpreting the response.
 *
 * @param localAddress the address of the client
 */
export function request(
  url: string,
  headers: Record<string, string> = {},
  method = 'GET',
  localAddress?: string,
): Promise<Received> {
  return new Promise((resolve, reject) => {
    const sent = send(url, { method, headers, agent: false, localAddress }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const { date: _, connection: __, 'keep-alive': ___, ...rest } = response.headers
        resolve({
          status: response.statusCode ?? 0,
          headers: rest as Record<string, string>,
          body: Buffer.concat(chunks),
        })
      })
    })
    sent.on('error', reject)
    sent.end()
  })
}
