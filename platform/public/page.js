// The little the citizens' page does by itself. Without it every form still works: the page then asks a sum.
;(() => {
  const root = document.documentElement
  let opened = performance.now()
  const by = (id) => document.getElementById(id)
  const PATIENCE = 3200

  /* The same work as in human-check.ts: a number whose SHA-256 with the token begins with so many noughts. */
  const K = []
  const START = []
  const isPrime = (n) => {
    for (let i = 2; i * i <= n; i++) if (n % i === 0) return false
    return true
  }
  for (let n = 2; K.length < 64; n++) {
    if (!isPrime(n)) continue
    if (START.length < 8) START.push((n ** 0.5 * 4294967296) | 0)
    K.push((n ** (1 / 3) * 4294967296) | 0)
  }
  const w = new Int32Array(64)
  /** First word of the digest of a short ASCII text, at most 55 characters to a block. */
  function firstWord(text) {
    const length = ((text.length + 8) >> 6) * 16 + 16
    const words = new Int32Array(length)
    for (let i = 0; i < text.length; i++) words[i >> 2] |= text.charCodeAt(i) << (24 - (i & 3) * 8)
    words[text.length >> 2] |= 0x80 << (24 - (text.length & 3) * 8)
    words[length - 1] = text.length * 8
    const h = START.slice()
    for (let at = 0; at < length; at += 16) {
      let [a, b, c, d, e, f, g, k] = h
      for (let i = 0; i < 64; i++) {
        if (i < 16) w[i] = words[at + i]
        else {
          const x = w[i - 15]
          const y = w[i - 2]
          const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)
          const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10)
          w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0
        }
        const t1 = (k + (((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0
        const t2 = ((((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))) + ((a & b) ^ (a & c) ^ (b & c))) | 0
        k = g
        g = f
        f = e
        e = (d + t1) | 0
        d = c
        c = b
        b = a
        a = (t1 + t2) | 0
      }
      const round = [a, b, c, d, e, f, g, k]
      for (let i = 0; i < 8; i++) h[i] = (h[i] + round[i]) | 0
    }
    return h[0]
  }
  const rest = (ms) => new Promise((done) => setTimeout(done, ms))
  async function work(token, bits) {
    let until = performance.now() + 40
    for (let n = 0; ; n++) {
      if (Math.clz32(firstWord(`${token}:${n}`)) >= bits) return String(n)
      if (performance.now() < until) continue
      await rest(0)
      until = performance.now() + 40
    }
  }

  function remember() {
    const language = root.lang === 'en' ? 'en' : 'zh-CN'
    // biome-ignore lint/suspicious/noDocumentCookie: the newer way asks for a protected origin, this page may not have one
    document.cookie = `huiyin-look=${root.dataset.size}.${language}; path=/public; max-age=31536000; samesite=lax`
  }
  /* What was typed stays while the page changes its language. */
  const place = 'huiyin.typed'
  const texts = (form) => [...form.querySelectorAll('input[name], textarea[name]')].filter((box) => !['hidden', 'file', 'password'].includes(box.type) && box.name !== 'website')
  function stash() {
    const form = by('hand-in') || by('rating')
    if (!form) return
    try {
      sessionStorage.setItem(place, JSON.stringify(texts(form).map((box) => [box.name, ['checkbox', 'radio'].includes(box.type) ? box.checked && box.value : box.value])))
    } catch {
      // storage closed: nothing is kept
    }
  }
  function restore() {
    const form = by('hand-in')
    let kept = null
    try {
      kept = sessionStorage.getItem(place)
      sessionStorage.removeItem(place)
    } catch {
      return
    }
    if (!form || !kept) return
    for (const [name, value] of JSON.parse(kept))
      for (const box of form.querySelectorAll(`[name="${name}"]`)) {
        if (box.type === 'checkbox') box.checked = value === box.value
        else if (box.type !== 'radio' && value) box.value = value
      }
  }

  function looks() {
    by('size').addEventListener('click', (event) => {
      event.preventDefault()
      const large = root.dataset.size !== 'large'
      root.dataset.size = large ? 'large' : 'normal'
      event.currentTarget.textContent = large ? event.currentTarget.dataset.usual : event.currentTarget.dataset.large
      remember()
    })
    by('language').addEventListener('click', stash)
  }

  function pictures() {
    const box = by('pictures')
    const list = by('thumbs')
    if (!box || !list) return
    box.addEventListener('change', () => {
      for (const shown of list.querySelectorAll('img')) URL.revokeObjectURL(shown.src)
      list.textContent = ''
      for (const file of box.files) {
        const item = document.createElement('li')
        const shown = document.createElement('img')
        shown.src = URL.createObjectURL(file)
        shown.alt = ''
        const name = document.createElement('span')
        name.textContent = `${file.name} ${(file.size / 1048576).toFixed(1)} MB`
        item.append(shown, name)
        list.append(item)
      }
      if (by('state')) by('state').textContent = box.files.length > 0 ? box.dataset.chosen.replace('{{n}}', box.files.length) : ''
    })
  }

  /** What was refused, put over the form that keeps everything. */
  function tell(form, trouble) {
    by('trouble')?.remove()
    form.before(trouble)
    trouble.focus()
  }
  function note(form, text) {
    const note = document.createElement('div')
    note.className = 'trouble'
    note.id = 'trouble'
    note.setAttribute('role', 'alert')
    note.tabIndex = -1
    const line = document.createElement('b')
    line.textContent = text
    note.append(line)
    tell(form, note)
  }
  async function send(form) {
    const found = form.querySelector('[name="work"]')
    by('state').textContent = form.dataset.working
    found.value = await work(found.dataset.token, Number(found.dataset.bits))
    const early = PATIENCE - (performance.now() - opened)
    if (early > 0) await rest(early)
    by('state').textContent = form.dataset.busy
    const answer = await fetch(form.action, { method: 'POST', body: new FormData(form), headers: { 'x-huiyin': '1' } })
    return { ok: answer.ok, page: new DOMParser().parseFromString(await answer.text(), 'text/html') }
  }
  /** A fresh form in the place of one that had grown old; a question where the work was not believed. */
  function renew(form, page) {
    const fresh = page.getElementById(form.id)
    if (!fresh) return
    if (fresh.querySelector('[name="form"]').value !== form.querySelector('[name="form"]').value) opened = performance.now()
    for (const name of ['form', 'work']) form.querySelector(`[name="${name}"]`).replaceWith(document.importNode(fresh.querySelector(`[name="${name}"]`), true))
    const sum = fresh.querySelector('fieldset.sum')
    if (sum && !sum.closest('noscript') && !form.querySelector('fieldset.sum')) form.querySelector('.leave').after(document.importNode(sum, true))
  }
  function forms() {
    for (const form of document.querySelectorAll('#hand-in, #rating, #more-form, #paper-answer')) {
      let busy = false
      form.addEventListener('submit', async (event) => {
        event.preventDefault()
        if (busy) return
        busy = true
        const button = form.querySelector('.bar button')
        button.setAttribute('aria-busy', 'true')
        try {
          let { ok, page } = await send(form)
          if (!ok && page.getElementById('trouble')?.dataset.code === 'public.form-old') {
            renew(form, page)
            ;({ ok, page } = await send(form))
          }
          if (ok) return show(page)
          renew(form, page)
          const trouble = page.getElementById('trouble')
          if (trouble) tell(form, document.importNode(trouble, true))
          else note(form, page.querySelector('h1')?.textContent || form.dataset.offline)
        } catch {
          note(form, form.dataset.offline)
        } finally {
          busy = false
          button.removeAttribute('aria-busy')
          if (by('state')) by('state').textContent = ''
        }
      })
    }
  }
  function show(page) {
    by('content').replaceWith(document.importNode(page.getElementById('content'), true))
    document.title = page.title
    scrollTo(0, 0)
    by('content').querySelector('h1').focus()
    inside()
  }

  function copying() {
    const button = by('copy')
    if (!button || !navigator.clipboard) return
    button.hidden = false
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(button.dataset.text)
      by('state').textContent = button.dataset.copied
    })
  }
  function listening() {
    const words = document.querySelector('.answer .words')
    if (!words || !('speechSynthesis' in window)) return
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'btn listen'
    button.textContent = words.dataset.listen
    button.addEventListener('click', () => {
      const speaking = speechSynthesis.speaking
      speechSynthesis.cancel()
      button.textContent = speaking ? words.dataset.listen : words.dataset.quiet
      if (speaking) return
      const said = new SpeechSynthesisUtterance(words.textContent)
      said.lang = 'zh-CN'
      said.onend = () => {
        button.textContent = words.dataset.listen
      }
      speechSynthesis.speak(said)
    })
    words.after(button)
  }
  /** Whatever stands in the middle of the page. */
  function inside() {
    pictures()
    forms()
    copying()
    listening()
  }

  looks()
  restore()
  inside()
  by('trouble')?.focus()
})()
