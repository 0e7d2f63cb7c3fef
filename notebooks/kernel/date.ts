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
