import { onScopeDispose, type Ref, type ShallowRef, shallowRef, watch } from 'vue'

/** A value as it is once it has been left alone for a while: for what costs too much to follow each frame. */
export function useSettled<Value>(source: Ref<Value>, millis: number): Readonly<ShallowRef<Value>> {
  const settled = shallowRef(source.value) as ShallowRef<Value>
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(source, (value) => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      settled.value = value
    }, millis)
  })
  onScopeDispose(() => clearTimeout(timer))
  return settled
}
