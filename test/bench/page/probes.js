// What the benchmark asks in the page itself, so that the way to the browser is in no measurement.
window.probes = {
  /** Resolves with the milliseconds from the next Enter until an output reads as given and was drawn. */
  shown(text) {
    let pressed = 0
    addEventListener(
      'keydown',
      ({ key }) => {
        if (key === 'Enter') pressed = performance.now()
      },
      true,
    )
    return new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        const outputs = [...document.querySelectorAll('.outputs')]
        if (pressed === 0 || !outputs.some((one) => one.textContent.trim() === text)) return
        observer.disconnect()
        requestAnimationFrame(() => resolve(performance.now() - pressed))
      })
      observer.observe(document.body, { childList: true, subtree: true, characterData: true })
    })
  },

  /** Resolves with the milliseconds from the beginning of the page until it has nothing to do. */
  idle: () => new Promise((resolve) => requestIdleCallback(() => resolve(performance.now()))),

  /** Gives a list that takes the milliseconds for which each key from now on keeps the page from drawing. */
  listenToKeys() {
    const millis = []
    this.keyMillis = millis
    addEventListener(
      'keydown',
      () => {
        const pressed = performance.now()
        requestAnimationFrame(() => setTimeout(() => millis.push(performance.now() - pressed)))
      },
      true,
    )
  },
}
