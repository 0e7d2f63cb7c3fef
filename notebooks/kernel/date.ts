/** The realm's own `Date`, except that the present moment is what `nowMillis` says. */
export function createDate(realDate: DateConstructor, nowMillis: () => number): DateConstructor {
  const cellDate: DateConstructor = new Proxy(realDate, {
    apply: () => new realDate(nowMillis()).toString(),
    construct: (target, given, newTarget) =>
      Reflect.construct(
        target,
        given.length === 0 ? [nowMillis()] : given,
        newTarget === cellDate ? target : newTarget,
      ),
  })
  realDate.now = () => nowMillis()
  realDate.prototype.constructor = cellDate
  return cellDate
}

/** Has `Intl.DateTimeFormat`, where no date is given, format what `nowMillis` says in place of the present moment. */
export function fixDateFormats(formats: typeof Intl.DateTimeFormat, nowMillis: () => number): void {
  const prototype = formats.prototype as DateFormatPrototype
  const { formatToParts } = prototype
  const { get: getFormat } = Object.getOwnPropertyDescriptor(prototype, 'format') ?? {}
  if (!getFormat) throw new Error('Intl.DateTimeFormat has no getter format.')
  Object.defineProperty(prototype, 'format', {
    get() {
      const format = Reflect.apply(getFormat, this, [])
      return (date?: Date | number) => format(date === undefined ? nowMillis() : date)
    },
  })
  prototype.formatToParts = function (date) {
    return Reflect.apply(formatToParts, this, [date === undefined ? nowMillis() : date])
  }
}

type DateFormatPrototype = Pick<Intl.DateTimeFormat, 'format' | 'formatToParts'>
