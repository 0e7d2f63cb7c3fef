import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createAccess } from '../../../main/web/access.ts'
import { createHostCheck, inAddress, isLoopback } from '../../../main/web/host-names.ts'

test('every web host has secrets of its own', () => {
  const [one, other] = [createAccess(1, () => 0), createAccess(1, () => 0)]
  const secrets = [one, other].flatMap(({ token, cookie, createPass }) => [
    token,
    cookie,
    createPass(),
    createPass(),
  ])
  expect(new Set(secrets).size).toBe(secrets.length)
  expect(one.takes(other.token)).toBe(false)
})

test('a pass works once, and for a minute', () => {
  let millis = 0
  const access = createAccess(1, () => millis)
  const [first, second] = [access.createPass(), access.createPass()]
  expect([access.takes(first), access.takes(first)]).toEqual([true, false])
  millis = 60_001
  expect(access.takes(second)).toBe(false)
  expect(access.takes(access.token)).toBe(true)
})

test('property: no cookie but the one that was given lets in', () => {
  const access = createAccess(8642, () => 0)
  const [given] = access.cookie.split(';')
  expect(access.isAdmitted(given)).toBe(true)
  expect(access.isAdmitted(`a=b; ${given}; c=d`)).toBe(true)
  expect(access.isAdmitted(undefined)).toBe(false)
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string().map((text) => `replilab-8642=${text}`),
      ),
      (text) => {
        expect(access.isAdmitted(text)).toBe(false)
      },
    ),
  )
})

test('property: on loopback only its own names are answered', () => {
  const isOurs = createHostCheck('127.0.0.1', 8642)
  fc.assert(
    fc.property(fc.oneof(fc.domain(), fc.ipV4(), fc.ipV6(), fc.string()), (name) => {
      fc.pre(!isLoopback(name.toLowerCase()) && name !== '[::1]')
      expect(isOurs(`${name}:8642`)).toBe(false)
      expect(isOurs(name)).toBe(false)
    }),
  )
})

test('a host check knows ports, IPv6 and the name that was asked for', () => {
  expect(createHostCheck('::1', 80)('[::1]')).toBe(true)
  expect(createHostCheck('127.0.0.1', 80)('localhost')).toBe(true)
  const isOurs = createHostCheck('lab.example', 8642)
  expect(
    ['lab.example:8642', 'LAB.EXAMPLE:8642', '192.0.2.1:8642', '[2001:db8::1]:8642'].every(isOurs),
  ).toBe(true)
  expect(['lab.example', 'other.example:8642', 'lab.example:8643', undefined].some(isOurs)).toBe(
    false,
  )
  expect(inAddress('2001:db8::1')).toBe('[2001:db8::1]')
})
