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

  /** Resolves with the milliseconds from the beginning of a run's output until its timeline is drawn. */
  drawn() {
    const longTasks = this.watchTasks()
    return new Promise((resolve) => {
      let began = 0
      const look = () => {
        if (began === 0 && document.querySelector('.outputs .figures')) began = performance.now()
        const canvas = document.querySelector('.outputs canvas')
        if (began > 0 && canvas && this.hasInk(canvas)) {
          resolve({
            millis: performance.now() - began,
            longestTaskMillis: Math.max(0, ...longTasks),
          })
        } else requestAnimationFrame(look)
      }
      look()
    })
  },

  /** Whether anything stands in the middle row of what was drawn. */
  hasInk(canvas) {
    if (canvas.width === 0 || canvas.height === 0) return false
    const { data } = canvas.getContext('2d').getImageData(0, canvas.height >> 1, canvas.width, 1)
    return data.some((value) => value !== 0)
  },

  /** Gives a list that takes the milliseconds of each long task from now on; tasks below 50 ms are none. */
  watchTasks() {
    const millis = []
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) millis.push(duration)
    }).observe({ type: 'longtask' })
    return millis
  },

  /** Turns a wheel over the timeline, once a frame: in, along, and out again. Gives what each frame cost, and the long tasks. */
  async turnWheel() {
    const canvas = [...document.querySelectorAll('.outputs canvas')][1]
    const { left, top, width, height } = canvas.getBoundingClientRect()
    const at = { clientX: left + width * 0.4, clientY: top + height / 2, bubbles: true }
    const turn = (options) =>
      canvas.dispatchEvent(new WheelEvent('wheel', { ...at, cancelable: true, ...options }))
    const longTasks = this.watchTasks()
    const frameMillis = []
    const frame = (options) =>
      new Promise((resolve) => {
        requestAnimationFrame(() => {
          // Asked for before the wheel turns, it is called before what draws; the task after it comes when all is drawn.
          requestAnimationFrame(() => {
            const start = performance.now()
            setTimeout(() => {
              frameMillis.push(performance.now() - start)
              resolve()
            })
          })
          turn(options)
        })
      })
    for (let at = 0; at < 80; at++) await frame({ ctrlKey: true, deltaY: -30 })
    for (let at = 0; at < 80; at++) await frame({ deltaX: 25 })
    for (let at = 0; at < 80; at++) await frame({ ctrlKey: true, deltaY: 30 })
    return { frameMillis, longTasks }
  },

  /** Gives a list that takes the milliseconds from each key from now on, as the browser got it, until the page has drawn what it changed. */
  listenToKeys() {
    const millis = []
    this.keyMillis = millis
    addEventListener(
      'keydown',
      ({ timeStamp }) => {
        const drawn = new MessageChannel()
        drawn.port1.onmessage = () => millis.push(performance.now() - timeStamp)
        requestAnimationFrame(() => drawn.port2.postMessage(null))
      },
      true,
    )
  },
}
