import { startChildKernel } from '../../../main/host/index.ts'

/** Starts a kernel, gives it the cell of its argument, and says so once the kernel runs it. */
const kernel = startChildKernel()
kernel.on('end', () => {})
kernel.on('message', (message) => {
  if (message.type === 'stream') process.stdout.write('running\n')
})
kernel.post({
  type: 'execute',
  run: 1,
  cell: 'a',
  code: `async ($, $k) => { console.log('x'); await new Promise((go) => setTimeout(go, 100)); ${process.argv[2]} }`,
  defines: [],
  uses: [],
  timeLimitMillis: null,
})
