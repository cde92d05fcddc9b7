/* On a page that shows our frames: lets them grow and shrink, and lets the address of this page remember page and
   heading, as #lr=page.html:part (lr1, lr2 for further frames). A header that stays on top of the window is told by
   data-boven="80" on the frame (px). Listens only to our own frames, to each at most ten times in a second. What a
   message holds stands in frame.js. */
(() => {
  const base = document.currentScript.src.replace(/[^/]*$/, "");
  if (window[base]) return;
  window[base] = 1;
  const ours = () => [...document.querySelectorAll(`iframe[src^="${base}"]`)].map((frame, index) => frame.leerrecht ??= {
    frame, at: 0, key: `lr${index || ""}=`, start: frame.src.slice(base.length).replace("#", ":"),
  });
  const asked = () => location.hash.slice(1).split("&");
  const isPage = (text) => /^(?!.*\.\.)\w[\w./%-]*\.html(:[\w%.~-]*)?$/.test(text);

  // Shows what the address of this page asks for.
  const follow = () => ours().forEach((known) => {
    const { frame, key, start, now = start } = known;
    const place = asked().find((each) => each.startsWith(key))?.slice(key.length);
    if (!isPage(place) || place === now) return;
    known.last = 1;
    frame.contentWindow.location.replace(base + place.replace(":", "#"));
  });

  const apply = (known) => {
    const { frame, key, start, told: { h, y, n, t, l }, now, last } = known;
    known.timer = 0;
    known.at = Date.now();
    known.last = n + y;
    frame.title = t;
    frame.lang = l;
    frame.style.height = `${h}px`;
    const top = frame.getBoundingClientRect().top - (frame.dataset.boven || 8);
    // The first message of a frame says where it starts; the reader of this page is not moved for that.
    if (last && last !== n + y) {
      if (y >= 0) scrollBy(0, top + y);
      else if (top < 0 && known.n !== n) scrollBy(0, top);
    }
    known.n = n;
    const parts = asked().filter((each) => each && !each.startsWith(key));
    if (now !== start) parts.push(key + now);
    if (parts[0] || location.hash) history.replaceState(history.state, "", `#${parts.join("&")}`);
  };

  addEventListener("message", ({ source, origin, data }) => {
    const known = ours().find(({ frame }) => frame.contentWindow === source);
    const told = data?.leerrecht;
    if (!known || !told || (origin !== "null" && !base.startsWith(`${origin}/`))) return;
    const { h, y, n, p, d, t, l } = told;
    const now = p + (d && `:${d}`);
    if (![h, y, n].every(Number.isInteger) || h < 1 || h > 1e5 || y > h || !isPage(now) || !/^.{1,500}$/.test(t) || !/^[a-z-]{2,9}$/i.test(l)) return;
    Object.assign(known, { told, now });
    known.timer ||= setTimeout(apply, known.at + 100 - Date.now(), known);
  });
  // Back and Forward move frame and address together: look only once the frame has told where it is.
  addEventListener("hashchange", () => setTimeout(follow, 400));
  addEventListener("load", follow);
  follow();
})();
