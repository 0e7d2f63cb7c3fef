const missed = new Set<HTMLLinkElement>()

/** From now on styles that cannot be had are remembered. Loading a part a second time takes them for had. */
export function watchStyles(): void {
  const isHeardOnTheWay = true
  window.addEventListener(
    'error',
    ({ target }) => {
      if (target instanceof HTMLLinkElement && target.rel === 'stylesheet') missed.add(target)
    },
    isHeardOnTheWay,
  )
}

/** Asks again for the styles that could not be had. */
export function askForStylesAgain(): void {
  for (const link of missed) link.replaceWith(link.cloneNode())
  missed.clear()
}
