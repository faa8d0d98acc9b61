const WEEKDAY =
  '(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\\.?|(?:星期|周|週)?[一二三四五六日月火水木金土])'
const MONTH =
  '(?<monthName>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)'
const DAY = '(?<day>\\d\\d?)'
const YEAR = '(?<year>\\d{4})'
const CLOCK =
  '(?<hour>\\d\\d?):(?<minute>\\d\\d)(?::(?<second>\\d\\d)(?:[.,]\\d+)?)?(?: ?(?<meridiem>[ap])\\.?m\\b\\.?)?'
const ZONE = '(?<zone>(?:GMT|UTC?|Z)?[+-]\\d\\d?(?::?\\d\\d)?|[a-z]+(?:/[\\w+-]+)*)'

/** A date with an optional time and zone, with weekdays where people write them. */
const dateTime = (date: string) =>
  new RegExp(
    `^(?:${WEEKDAY},? +)?${date}(?:,? *[(（]?${WEEKDAY}[)）]?)?` +
      `(?:(?:T|,? +(?:at +)?|(?<=[日일)）]) *)${CLOCK}(?: *${ZONE}(?: +[A-Z]{2,5})?)?)?` +
      '(?: *[([](?<remark>[^()[\\]]*)[)\\]])?$',
    'i',
  )

/**
 * The forms of dates, RFC 3339 first. Their groups are `year`, `month` or `monthName`, `day`, `hour`, `minute`, `second`,
 * `meridiem`, `zone` and `remark`. There is none for `01/02/2020`, which means two days.
 */
export const datePatterns: readonly RegExp[] = [
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)(?:[Tt ](?<hour>\d\d):(?<minute>\d\d)(?::(?<second>\d\d)(?:\.\d+)?)?(?: ?(?<zone>[Zz]|[+-]\d\d:?\d\d))?)?$/,
  dateTime(`${YEAR}(?<separator>[-/.])(?<month>\\d\\d?)\\k<separator>${DAY}`),
  dateTime(`${YEAR} ?[年년] ?(?<month>\\d\\d?) ?[月월] ?${DAY} ?[日일]`),
  dateTime(`${MONTH}\\.? +${DAY}(?:st|nd|rd|th)?,? +${YEAR}`),
  dateTime(`${DAY}(?:st|nd|rd|th)?[ -]+${MONTH}\\.?,?[ -]+(?<year>\\d{4}|\\d\\d)`),
  new RegExp(`^${MONTH},? +${YEAR}$`, 'i'),
  new RegExp(`^(?:${WEEKDAY},? +)?${MONTH} +${DAY} +${CLOCK}(?: +${ZONE})? +${YEAR}$`, 'i'),
  /^(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)(?:T(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)?(?<zone>Z|[+-]\d{4})?)?$/i,
]
