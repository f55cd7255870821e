// Ticks off the rules of a password while someone types it. The patterns are the server's, which may refuse it for
// other reasons too.
const field = document.querySelector('input[name="password"]')
const rules = [...document.querySelectorAll('[data-pattern]')].map((item) => ({
  item,
  text: item.textContent,
  pattern: new RegExp(item.dataset.pattern, 'su'),
}))

function tick() {
  const password = field.value.normalize('NFKC')
  for (const { item, text, pattern } of rules) {
    const isKept = pattern.test(password)
    item.classList.toggle('kept', isKept)
    // Said as well as shown, because a colour alone says nothing to a screen reader.
    item.textContent = isKept ? `${text} ${item.dataset.kept}` : text
  }
}

field.addEventListener('input', tick)
tick()
