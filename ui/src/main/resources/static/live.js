// Keeps the page current: asks for it again every two seconds and changes only what differs, so that focus, scroll
// position, selection and open details stay as they are. Nothing here is needed to read a page.
(() => {
  'use strict';
  const EVERY = 2000, PATIENCE = 8000;
  const root = document.documentElement;
  const sign = document.getElementById('live');
  const say = document.getElementById('say');
  const pause = document.getElementById('pause');
  let etag = null, lostAt = null, paused = false, asking = false;

  const clock = () => new Date().toLocaleTimeString([], {hour12: false});

  function show() {
    const state = paused ? 'paused' : lostAt ? 'lost' : 'live';
    const text = paused ? 'Paused' : lostAt ? 'Connection lost since ' + lostAt : 'Live';
    root.dataset.live = state;
    if (sign.textContent !== text) sign.textContent = text;
  }

  async function refresh() {
    if (asking || paused || document.hidden) return;
    asking = true;
    try {
      const answer = await fetch(location.pathname + location.search, {
        headers: etag ? {'If-None-Match': etag} : {}, cache: 'no-store', signal: AbortSignal.timeout(PATIENCE)});
      if (answer.redirected) return location.reload();
      if (answer.status !== 304) {
        const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
        const fresh = next.getElementById('main');
        if (!fresh) throw new Error('no page');
        if (next.documentElement.dataset.version !== root.dataset.version) return location.reload();
        etag = answer.headers.get('ETag');
        swap(next, fresh);
      }
      lostAt = null;
    } catch (e) {
      lostAt = lostAt || clock();
    } finally {
      asking = false;
      show();
    }
  }

  function swap(next, fresh) {
    const main = document.getElementById('main');
    const verdict = fresh.dataset.verdict;
    if (verdict !== main.dataset.verdict) say.textContent = verdict;
    const held = document.activeElement;
    morph(main, fresh);
    if (held && !held.isConnected) main.focus({preventScroll: true});
    if (document.title !== next.title) document.title = next.title;
  }

  function morph(old, fresh) {
    for (const {name} of [...old.attributes]) {
      if (!fresh.hasAttribute(name) && !(name === 'open' && old.nodeName === 'DETAILS')) old.removeAttribute(name);
    }
    for (const {name, value} of fresh.attributes) {
      if (old.getAttribute(name) !== value) old.setAttribute(name, value);
    }
    let at = old.firstChild;
    for (const want of [...fresh.childNodes]) {
      let have = want.id && [...old.children].find(each => each.id === want.id) || at;
      if (!have || have.nodeName !== want.nodeName || (have.id || '') !== (want.id || '')) {
        old.insertBefore(document.importNode(want, true), at);
        continue;
      }
      if (have === at) at = at.nextSibling; else old.insertBefore(have, at);
      if (have.nodeType === Node.ELEMENT_NODE) morph(have, want);
      else if (have.nodeValue !== want.nodeValue) have.nodeValue = want.nodeValue;
    }
    while (at) {
      const next = at.nextSibling;
      at.remove();
      at = next;
    }
  }

  pause.hidden = false;
  pause.addEventListener('click', () => {
    paused = !paused;
    pause.setAttribute('aria-pressed', paused);
    show();
    refresh();
  });
  document.addEventListener('visibilitychange', refresh);
  setInterval(refresh, EVERY);
  show();
})();
