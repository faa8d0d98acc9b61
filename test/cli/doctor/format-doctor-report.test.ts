import { describe, expect, it } from 'vitest'
import type { Exchange } from '../../../src/cli/doctor/exchange.ts'
import { doctorReporters } from '../../../src/cli/doctor/format-doctor-report.ts'
import type { DoctorReport } from '../../../src/cli/doctor/run-doctor.ts'
import { deploymentDiagnostic } from '../../../src/model/deployment-rules.ts'
import { VIEW } from '../../support/run-report.ts'

const URL = 'https://feeds.example/feed.xml'

const challenge: Exchange = {
  ...{ url: URL, method: 'GET', headers: {} },
  answer: { status: 403, headers: new Headers(), body: Buffer.from('Stop'), end: 'complete', milliseconds: 20 },
}

const redirect: Exchange = {
  url: 'https://feeds.example/\u001b[2J',
  method: 'GET',
  headers: {},
  failure: { message: '' },
}

const REPORT: DoctorReport = {
  url: 'https://feeds.example/',
  visits: [
    {
      ...{ url: URL, now: new Date('2026-11-01'), chain: [redirect, challenge], readers: {} },
      content: { kind: 'unrecognized', text: 'Stop' },
    },
  ],
  articles: 31,
  diagnostics: [
    deploymentDiagnostic('cookie-set', URL, 'sets the cookie a'),
    deploymentDiagnostic('challenge-page', URL, '403, a challenge of \u001b[2J', 'Exempt it.'),
  ],
  duration: 1234,
}

describe('the report about a deployment', () => {
  it('says what was looked at, then what is wrong, then how much', () => {
    expect(doctorReporters.text(REPORT, VIEW)).toBe(`https://feeds.example/\ufffd[2J
  → https://feeds.example/feed.xml
  403, no feed: fix this first, then the rest can be checked
Ids compared with 31 articles in content

challenge-page (1 error)
  Exempt it.
  https://feeds.example/feed.xml 403, a challenge of \ufffd[2J

cookie-set (1 warning)
  Set no cookies on feeds: shared caches do not keep such responses.
  https://feeds.example/feed.xml sets the cookie a

1 error and 1 warning in 1 feed; docs/doctor.md explains each
Done in 1.23 s`)
  })

  it('says that nothing was found, and what was not looked at', () => {
    const report = doctorReporters.text({ ...REPORT, diagnostics: [], articles: undefined }, VIEW)
    expect(report).toContain(
      '\nIds not compared: there is no folder "content"; set CONTENT_DIR to compare them with a corpus\n',
    )
    expect(report).toContain('\nNothing found in 1 feed\n')
  })

  it('has the same diagnostics as JSON', () => {
    expect(JSON.parse(doctorReporters.json({ ...REPORT, diagnostics: REPORT.diagnostics.slice(0, 1) }, VIEW))).toEqual({
      version: 2,
      url: 'https://feeds.example/',
      feeds: [
        {
          ...{ url: URL, finalUrl: URL, status: 403, format: null, items: null },
          ...{ bytes: null, transferred: 4, milliseconds: 20 },
        },
      ],
      articles: 31,
      diagnostics: [
        {
          ...{ file: URL, line: null, field: null, rule: 'cookie-set', message: 'sets the cookie a' },
          ...{ hint: 'Set no cookies on feeds: shared caches do not keep such responses.', severity: 'warning' },
        },
      ],
      milliseconds: 1234,
    })
  })

  it('annotates no file in GitHub Actions', () => {
    const [first] = doctorReporters.github(REPORT, VIEW).split('\n')
    expect(first).toBe(
      '::error title=challenge-page::https://feeds.example/feed.xml: 403, a challenge of \ufffd[2J%0AExempt it.',
    )
  })
})
