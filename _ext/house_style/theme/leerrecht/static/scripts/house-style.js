/* Repairs and comforts on top of the theme's scripts. Stores nothing, asks nothing of other sites. */
"use strict";

(() => {
  // The theme closes its menus without giving the focus back.
  for (const side of ["primary", "secondary"]) {
    const dialog = document.getElementById(`pst-${side}-sidebar-modal`);
    const button = document.querySelector(`.${side}-toggle`);
    if (dialog && button) dialog.addEventListener("close", () => button.focus());
  }

  // The book theme takes the focus from a button of its bar that is pressed, so that a reader with a keyboard
  // is thrown back to the top of the page. A press of a key has no place (`detail` 0).
  let pressed = null;
  const giveBack = () => {
    if (pressed && document.activeElement === document.body) pressed.focus();
  };
  const buttons = "button.pst-navbar-icon, button.search-button__button, button.primary-toggle";
  // On the way down: the button of the search lets no event go up again.
  addEventListener("click", (event) => {
    const button = event.target.closest(buttons);
    if (!button) return;
    pressed = button;
    if (!event.detail) setTimeout(giveBack);
  }, true);
  // However it was opened: a browser that gives a pressed button no focus has none to give back.
  document.getElementById("pst-search-dialog")?.addEventListener("close", () => setTimeout(() => {
    if (pressed?.matches(".search-button__button")) {
      pressed.focus();  // the focus may still be in the dialog, until the page is drawn again
      // The theme names the button at its focus; where nothing hovers, the name would stay over the text.
      window.bootstrap?.Tooltip.getInstance(pressed)?.hide();
    }
    pressed = null;
  }));

  // Rows shown as cards (display: block) would lose their table roles.
  const roles = { table: "table", thead: "rowgroup", tbody: "rowgroup", tr: "row", th: "columnheader", td: "cell" };
  document.querySelectorAll("table.lr-cards").forEach((table) => {
    for (const [name, role] of Object.entries(roles)) {
      (name === "table" ? [table] : table.querySelectorAll(name)).forEach((part) => part.setAttribute("role", role));
    }
    table.querySelectorAll("tbody th").forEach((cell) => cell.setAttribute("role", "rowheader"));
  });

  // What a term, a fact or a code means: on hover, focus and tap. Escape closes, and the pointer may move onto
  // the explanation (WCAG 2.2, 1.4.13). Without scripts the title of the element remains.
  const explained = document.querySelectorAll("article :is(a[title]:has(.std-term, .feit), abbr[title])");
  if (explained.length) {
    const bubble = document.createElement("div");
    bubble.id = "lr-explanation";
    bubble.setAttribute("role", "tooltip");
    bubble.hidden = true;
    document.body.append(bubble);
    let shownFor = null;
    let leaving = 0;
    let tapped = null;
    const hide = () => {
      clearTimeout(leaving);
      if (shownFor) shownFor.removeAttribute("aria-describedby");
      shownFor = null;
      bubble.hidden = true;
    };
    const show = (word, hint = "") => {
      hide();
      shownFor = word;
      bubble.textContent = word.dataset.explanation + hint;
      bubble.hidden = false;
      word.setAttribute("aria-describedby", bubble.id);
      // A link may stand on two lines: the explanation covers neither.
      const place = word.getClientRects()[0];
      const { bottom } = word.getBoundingClientRect();
      const room = document.documentElement.clientWidth - bubble.offsetWidth - 8;
      const below = bottom + bubble.offsetHeight + 8 < innerHeight;
      bubble.style.left = `${scrollX + Math.max(8, Math.min(place.left, room))}px`;
      bubble.style.top = `${scrollY + (below ? bottom + 4 : place.top - bubble.offsetHeight - 4)}px`;
    };
    const hideSoon = () => {
      clearTimeout(leaving);
      leaving = setTimeout(hide, 200);
    };
    bubble.addEventListener("pointerenter", () => clearTimeout(leaving));
    bubble.addEventListener("pointerleave", hideSoon);
    addEventListener("keydown", (event) => {
      if (event.key === "Escape") hide();
    });
    addEventListener("pointerdown", (event) => {
      if (shownFor && !shownFor.contains(event.target) && !bubble.contains(event.target)) hide();
    });
    explained.forEach((word) => {
      word.dataset.explanation = word.title;
      word.removeAttribute("title");
      if (!word.href) word.tabIndex = 0;
      word.addEventListener("pointerenter", (event) => {
        if (event.pointerType === "mouse") show(word);
      });
      word.addEventListener("pointerleave", (event) => {
        if (event.pointerType === "mouse") hideSoon();
      });
      word.addEventListener("focus", () => {
        if (word.matches(":focus-visible")) show(word);
      });
      word.addEventListener("blur", hide);
      // A first tap explains, a second one follows the link.
      word.addEventListener("pointerdown", (event) => {
        tapped = event.pointerType !== "mouse" && shownFor !== word ? word : null;
      });
      word.addEventListener("click", (event) => {
        if (tapped !== word) return;
        event.preventDefault();
        show(word, word.href ? " Tik nog eens om verder te lezen." : "");
        tapped = null;
      });
    });
  }

  // The theme keeps, just before a reader leaves, how far the menu was scrolled. We keep nothing of a visit.
  addEventListener("pagehide", () => {
    try {
      sessionStorage.removeItem("sidebar-scroll-top");
    } catch { /* A browser that refuses storage kept nothing. */ }
  });

  // Paper shows what is folded away, also where the style sheet cannot reach it.
  const folded = [];
  addEventListener("beforeprint", () => {
    document.querySelectorAll("article details:not([open])").forEach((part) => {
      part.open = true;
      folded.push(part);
    });
  });
  addEventListener("afterprint", () => {
    while (folded.length) folded.pop().open = false;
  });
})();
