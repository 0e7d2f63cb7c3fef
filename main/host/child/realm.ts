/// <reference path="../../build/text-modules.d.ts" />
import vm from 'node:vm'
import type { Realm, RealmHost } from '../../../notebooks/kernel/index.ts'
import kernelText from '../../../notebooks/kernel/realm.ts?bundled-text'
import type { Compile } from './evaluate.ts'
import evaluateText from './evaluate.ts?bundled-text'

type StartRealm = (host: RealmHost) => Realm

/**
 * A fresh realm with a kernel: only ECMAScript's built-ins, no code from strings. `host` gives all but `evaluate`, which is the realm's.
 */
export function openRealm(host: Omit<RealmHost, 'evaluate'>): Realm {
  const context = vm.createContext(Object.create(null), {
    name: 'cells',
    codeGeneration: { strings: false, wasm: false },
  })
  const refuseImport = new vm.Script(refuseImportText, { filename: 'replilab:import' })
  const makeRefusal = refuseImport.runInContext(context) as () => unknown

  const compile: Compile = (parameters, code, filename) => {
    const head = `(function (${parameters}) { 'use strict'; return (`
    try {
      const script = new vm.Script(`${head}${code}\n) })`, {
        filename,
        columnOffset: -head.length,
        importModuleDynamically: () => {
          throw makeRefusal()
        },
      })
      return script.runInContext(context)
    } catch (error) {
      return error instanceof SyntaxError ? error.message : 'The code cannot be compiled.'
    }
  }

  const createEvaluate = new vm.Script(evaluateText, { filename: 'replilab:evaluate' })
  const evaluate = createEvaluate.runInContext(context)(compile) as RealmHost['evaluate']
  const startRealm = evaluate(kernelText, 'replilab:kernel') as StartRealm
  return startRealm({ ...host, evaluate })
}

/** What a dynamic import rejects with: an error of the realm, as Node's own would be one of the host's. */
const refuseImportText = `() => new TypeError("Cells import from 'replilab' only.")`
