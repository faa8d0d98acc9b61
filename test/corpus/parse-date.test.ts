import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { parseDate } from '../../src/corpus/parse-date.ts'

/** The instant, or the broken rule, as text. */
function parsed(text: string, timeZone = 'UTC'): string {
  const date = parseDate(text, timeZone)
  return typeof date === 'string' ? date : date.toISOString()
}

describe('parseDate', () => {
  it.each([
    ['2022-05-03T03:25:07Z', '2022-05-03T03:25:07.000Z'],
    ['2022-05-03T03:25Z', '2022-05-03T03:25:00.000Z'],
    ['2022-05-03t03:25:07z', '2022-05-03T03:25:07.000Z'],
    ['2022-05-03T03:25:07.5Z', '2022-05-03T03:25:07.000Z'],
    ['2022-05-03T03:25:07.999999999999+02:00', '2022-05-03T01:25:07.000Z'],
    ['2022-05-03T03:25:07+02:00', '2022-05-03T01:25:07.000Z'],
    ['2022-05-03T03:25:07-0530', '2022-05-03T08:55:07.000Z'],
    ['2022-05-03T00:30:00+05:45', '2022-05-02T18:45:00.000Z'],
    ['2022-05-03 03:25:07 +02:00', '2022-05-03T01:25:07.000Z'],
    ['2022-05-03T03:25:07-00:00', '2022-05-03T03:25:07.000Z'],
  ])('parses %s as %s in any configured time zone', (text, instant) => {
    expect(parsed(text, 'UTC')).toBe(instant)
    expect(parsed(text, 'Europe/Berlin')).toBe(instant)
  })

  it.each([
    ['2022-01-15T12:00:00', 'Europe/Berlin', '2022-01-15T11:00:00.000Z'],
    ['2022-07-15T12:00:00', 'Europe/Berlin', '2022-07-15T10:00:00.000Z'],
    ['2022-07-15 12:00', 'Europe/Berlin', '2022-07-15T10:00:00.000Z'],
    ['2022-07-15', 'Europe/Berlin', '2022-07-14T22:00:00.000Z'],
    ['2022-03-27T01:59:59', 'Europe/Berlin', '2022-03-27T00:59:59.000Z'],
    ['2022-03-27T03:00:00', 'Europe/Berlin', '2022-03-27T01:00:00.000Z'],
    ['2022-10-30T03:00:00', 'Europe/Berlin', '2022-10-30T02:00:00.000Z'],
    ['2022-07-15T12:00:00', 'America/New_York', '2022-07-15T16:00:00.000Z'],
    ['2022-07-15T12:00:00', 'Asia/Kathmandu', '2022-07-15T06:15:00.000Z'],
    ['2022-07-15', 'UTC', '2022-07-15T00:00:00.000Z'],
  ])('parses %s without a zone in %s as %s', (text, timeZone, instant) => {
    expect(parsed(text, timeZone)).toBe(instant)
  })

  it('uses the earlier instant of an ambiguous time', () => {
    expect(parsed('2022-10-30T02:30:00', 'Europe/Berlin')).toBe('2022-10-30T00:30:00.000Z')
    expect(parsed('2022-11-06T01:30:00', 'America/New_York')).toBe('2022-11-06T05:30:00.000Z')
  })

  it('moves a time that daylight saving skips an hour later', () => {
    expect(parsed('2022-03-27T02:30:00', 'Europe/Berlin')).toBe('2022-03-27T01:30:00.000Z')
  })

  it.each([
    ['2015-02-15 9:18:00 +0000', '2015-02-15T09:18:00.000Z'],
    ['2022-05-03T03:25:07+2', '2022-05-03T01:25:07.000Z'],
    ['2022-05-03 03:25:07 -4', '2022-05-03T07:25:07.000Z'],
    ['2022-05-03 03:25:07 +08', '2022-05-02T19:25:07.000Z'],
    ['2022-05-03 03:25:07 GMT', '2022-05-03T03:25:07.000Z'],
    ['2022-05-03 03:25:07 UTC', '2022-05-03T03:25:07.000Z'],
    ['2022-05-03 03:25:07 UTC+8', '2022-05-02T19:25:07.000Z'],
    ['2022-05-03 03:25:07 +0800 CST', '2022-05-02T19:25:07.000Z'],
    ['2022-05-03 03:25:07 EST', '2022-05-03T08:25:07.000Z'],
    ['2022-05-03 03:25:07 America/New_York', '2022-05-03T07:25:07.000Z'],
    ['2022-05-03T03:25:07[Europe/Berlin]', '2022-05-03T01:25:07.000Z'],
    ['2022-05-03T03:25:07+02:00[Europe/Berlin]', '2022-05-03T01:25:07.000Z'],
    ['2022-05-03 03:25 (Asia/Tokyo)', '2022-05-02T18:25:00.000Z'],
    ['2022/5/3 3:25:07 Z', '2022-05-03T03:25:07.000Z'],
    ['20220503T032507Z', '2022-05-03T03:25:07.000Z'],
    ['Tue, 03 May 2022 03:25:07 GMT', '2022-05-03T03:25:07.000Z'],
    ['Tue, 3 May 2022 03:25 +0530', '2022-05-02T21:55:00.000Z'],
    ['3 May 22 03:25:07 PDT', '2022-05-03T10:25:07.000Z'],
    ['Fri Sep  3 11:21:31 CEST 2021', '2021-09-03T09:21:31.000Z'],
    ['3 May 99 03:25 UT', '1999-05-03T03:25:00.000Z'],
    ['Tue, 03 May 2022 03:25:07 +0000 (UTC)', '2022-05-03T03:25:07.000Z'],
    ['Fri Nov 27 2026 20:42:33 GMT+0800 (China Standard Time)', '2026-11-27T12:42:33.000Z'],
    ['Fri Nov 27 20:42:33 UTC 2026', '2026-11-27T20:42:33.000Z'],
    ['May 3, 2022 at 3:25 PM EDT', '2022-05-03T19:25:00.000Z'],
    ['1651548307', '2022-05-03T03:25:07.000Z'],
    ['1651548307000', '2022-05-03T03:25:07.000Z'],
    ['1651548307999', '2022-05-03T03:25:07.000Z'],
    ['1651548307.5', '2022-05-03T03:25:07.000Z'],
    ['946684800', '2000-01-01T00:00:00.000Z'],
    ['946684800000', '2000-01-01T00:00:00.000Z'],
  ])('parses %s, which has a zone, as %s', (text, instant) => {
    expect(parsed(text, 'UTC')).toBe(instant)
    expect(parsed(text, 'Asia/Kathmandu')).toBe(instant)
  })

  it.each([
    ['2019-1-1', '2018-12-31T23:00:00.000Z'],
    ['2019-01-01T9:14', '2019-01-01T08:14:00.000Z'],
    ['2015-02-15 9:18:00', '2015-02-15T08:18:00.000Z'],
    ['2013/7/13 20:46:25', '2013-07-13T18:46:25.000Z'],
    ['2013/7/13', '2013-07-12T22:00:00.000Z'],
    ['2020.01.31', '2020-01-30T23:00:00.000Z'],
    ['20200131', '2020-01-30T23:00:00.000Z'],
    ['2020年1月31日', '2020-01-30T23:00:00.000Z'],
    ['2020年1月31日(金)10:30', '2020-01-31T09:30:00.000Z'],
    ['2020年 1月 31日 10:30', '2020-01-31T09:30:00.000Z'],
    ['2020년 1월 31일', '2020-01-30T23:00:00.000Z'],
    ['2020-01-31 (Fri)', '2020-01-30T23:00:00.000Z'],
    ['2020-01-31 Friday 10:30', '2020-01-31T09:30:00.000Z'],
    ['Jul 08 2022', '2022-07-07T22:00:00.000Z'],
    ['July 8, 2022', '2022-07-07T22:00:00.000Z'],
    ['July 8th, 2022', '2022-07-07T22:00:00.000Z'],
    ['Sept. 8, 2022', '2022-09-07T22:00:00.000Z'],
    ['8 July 2022', '2022-07-07T22:00:00.000Z'],
    ['08-Jul-2022', '2022-07-07T22:00:00.000Z'],
    ['Friday, July 8, 2022 12:05 am', '2022-07-07T22:05:00.000Z'],
    ['july 8, 2022 12:05 p.m.', '2022-07-08T10:05:00.000Z'],
    ['2022-07-08 03:04 PM', '2022-07-08T13:04:00.000Z'],
    ['April 2025', '2025-03-31T22:00:00.000Z'],
    ['2020-01-01T10:00:00.000', '2020-01-01T09:00:00.000Z'],
  ])('parses %s, which has no zone, in Berlin as %s', (text, instant) => {
    expect(parsed(text, 'Europe/Berlin')).toBe(instant)
  })

  it.each([
    '',
    'yesterday',
    '2022',
    '03/05/2022',
    '13/05/2022',
    '3.5.2022',
    '2022-05/03',
    '2022-05-03T',
    '2022-05-03T03',
    '2022-05-03Z',
    '2022-05-03 03:25:07 XYZ',
    '2022-05-03 03:25:07 A',
    '2022-05-03 03:25:07 toString',
    '2022-05-03 03:25:07 Europe/Nowhere',
    '2022-05-03 03:25:07 (Beijing)',
    '2022-W18-2',
    'Mayor 3, 2022',
    'May 3',
    '٢٠٢٢-٠٥-٠٣',
    '12022-05-03',
    '100000000',
    '9999999999',
    '-1651548307',
    '16515483070000',
    `2022-05-03${' '.repeat(10_000)}03:25`,
  ])('rejects %j', (text) => {
    expect(parsed(text)).toBe('date-format')
  })

  it.each([
    '2022-02-31',
    '2023-02-29',
    '2100-02-29',
    '2022-04-31T03:25:07Z',
    '2022-13-01',
    '2022-00-10',
    '2022-01-00',
    '2022-01-01T24:00:00Z',
    '2022-01-01T23:60:00Z',
    '2022-01-01T12:00:00+24:00',
    '2022-01-01T12:00:00+02:60',
    '0000-02-30',
    '2019-2-29',
    '2019/2/29 9:18',
    'Feb 29, 2019',
    '31 April 2022',
    '20190229',
    '2019年2月29日',
    'Fri, 30 Feb 2018 03:25:07 GMT',
    '2022-07-08 13:04 PM',
    '2022-07-08 0:04 am',
    '2022-07-08 9:60',
    '2022-07-08 09:00:00 +24',
  ])('rejects %s as impossible', (text) => {
    expect(parsed(text)).toBe('date-impossible')
  })

  it.each(['2024-02-29', '2000-02-29'])('accepts the leap day %s', (text) => {
    expect(parsed(text)).toBe(`${text}T00:00:00.000Z`)
  })

  it.each(['1989-12-31T23:59:59Z', '1970-01-01', '0001-01-01', '0000-01-01'])('rejects %s as implausible', (text) => {
    expect(parsed(text)).toBe('date-implausible')
  })

  it('accepts dates from 1990 on', () => {
    expect(parsed('1990-01-01')).toBe('1990-01-01T00:00:00.000Z')
  })

  it('round-trips every RFC 3339 instant, to the second', () => {
    const instant = fc.date({
      min: new Date('1990-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59.999Z'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(instant, (date) => {
        const written = date.toISOString()
        expect(parsed(written, 'Europe/Berlin')).toBe(`${written.slice(0, 19)}.000Z`)
      }),
    )
  })

  it('reads what JavaScript writes, to the second', () => {
    const instant = fc.date({
      min: new Date('1990-01-01T00:00:00Z'),
      max: new Date('2099-12-31T23:59:59.999Z'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(instant, (date) => {
        const seconds = new Date(Math.floor(date.getTime() / 1000) * 1000).toISOString()
        for (const text of [date.toString(), date.toUTCString(), String(date.getTime())]) {
          expect([text, parsed(text, 'Europe/Berlin')]).toEqual([text, seconds])
        }
      }),
    )
  })

  it('never throws', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/))
    fc.assert(
      fc.property(text, (text) => {
        expect(() => parseDate(text, 'Europe/Berlin')).not.toThrow()
      }),
    )
  })
})

describe('parseDate on machines in different time zones', () => {
  afterEach(() => {
    vi.unstubAllEnvs()
  })

  const readOnMachineIn = (machine: string, text: string, timeZone: string) => {
    vi.stubEnv('TZ', machine)
    return parsed(text, timeZone)
  }
  const MACHINES = ['UTC', 'Europe/Berlin', 'America/New_York', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Tokyo']

  it.each([
    ['2022-03-27T02:30:00', 'UTC', '2022-03-27T02:30:00.000Z'],
    ['2022-10-30T02:30:00', 'Europe/Berlin', '2022-10-30T00:30:00.000Z'],
    ['2022-03-27T02:30:00', 'Europe/Berlin', '2022-03-27T01:30:00.000Z'],
    ['2022-10-02T02:10:00', 'UTC', '2022-10-02T02:10:00.000Z'],
    ['2022-10-02T02:10:00', 'Europe/Berlin', '2022-10-02T00:10:00.000Z'],
    ['1996-10-27T02:01:00', 'America/New_York', '1996-10-27T07:01:00.000Z'],
    ['2006-10-29T00:10:00', 'Europe/Dublin', '2006-10-28T23:10:00.000Z'],
  ])('parses %s in %s as %s on each of them', (text, timeZone, instant) => {
    for (const machine of MACHINES)
      expect([machine, readOnMachineIn(machine, text, timeZone)]).toEqual([machine, instant])
  })
})
