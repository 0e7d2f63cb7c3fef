/** Whether the editor shows suggestions or the like, which keys act on first. */
export const isSuggesting = (): boolean =>
  document.querySelector(
    '.suggest-widget.visible, .parameter-hints-widget.visible, .rename-box:focus-within',
  ) !== null
