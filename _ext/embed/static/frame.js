/* In a page that stands in a frame: tells the window around it how high the page is, which page it is and where
   a link has landed. It hears nothing and keeps nothing. The message, `leerrecht`: h height and y place of the part
   that a link led to (CSS px; -1 for none), n moment of landing (ms), p page, d part, t title, l language. */
"use strict";
(() => {
  if (parent === window) return;
  const { body, documentElement: root } = document;
  // WordPress names its frames, and believes only who knows the name.
  const secret = /secret=(\w{10})\b/.exec(location.search + location.hash)?.[1];
  const post = (message) => parent.postMessage(message, "*");
  let n = 0, waiting = 0, told;

  const tell = () => {
    waiting = 0;
    const h = Math.ceil(body.getBoundingClientRect().height);
    const part = document.querySelector(":target");
    // For a second, until fonts and pictures are there; after that the reader scrolls.
    const y = part && Date.now() < n + 1000 ? Math.round(part.getBoundingClientRect().top + scrollY) : -1;
    const leerrecht = {
      h, y, n, p: root.dataset.pagina, d: part ? location.hash.slice(1) : "", t: document.title, l: root.lang,
    };
    if (told === (told = JSON.stringify(leerrecht))) return;
    post({ leerrecht });
    if (secret) post({ message: "height", value: h, secret });
  };
  // At most ten times in a second.
  const soon = () => { waiting ||= setTimeout(tell, 100); };
  const land = () => {
    n = Date.now();
    soon();
  };

  new ResizeObserver(soon).observe(body);
  addEventListener("pageshow", land);
  addEventListener("hashchange", land);
  addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (link?.href === location.href) land();
    if (secret && link?.target === "_top") post({ message: "link", value: link.href, secret });
  });
  if (secret) {
    for (const link of document.links) {
      if (!link.target && link.origin === location.origin) link.search = `?secret=${secret}`;
    }
  }
})();
