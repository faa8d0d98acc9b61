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
    '',
    'yesterday',
    '20220503',
    '2022',
    '2022-5-3',
    '03/05/2022',
    '2022-05-03T',
    '2022-05-03T03',
    '2022-05-03T03:25:07+2',
    '2022-05-03T03:25:07[Europe/Berlin]',
    '2022-05-03Z',
    'Tue, 03 May 2022 03:25:07 GMT',
    '٢٠٢٢-٠٥-٠٣',
    '12022-05-03',
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
