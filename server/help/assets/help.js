// Copies what identifies an attempt at Microsoft. Without this script, it can be selected.
for (const button of document.querySelectorAll('[data-copy]')) {
  const text = button.parentElement.querySelector('[data-copied]').textContent
  button.hidden = navigator.clipboard === undefined
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(text)
    button.textContent = button.dataset.done
  })
}
