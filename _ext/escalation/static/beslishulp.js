/* The decision aid: an element that shows its form, computes on the data beside it and says what applies.
   Nothing is kept and nothing leaves the page. */
"use strict";

(() => {
  /**
   * What a chart says at a number: the row of the highest start that was reached. Its groups are lists of names
   * of steps; a group without steps is not there. Numbers of thresholds are null where there is none.
   */
  function answer(rows, number, clbInvolved) {
    const row = rows.filter((each) => each.from <= number).pop();
    const following = rows.find((each) => each.from > number)?.from ?? null;
    return { threshold: row.from || null, following, groups: clbInvolved ? row.ja : row.nee };
  }

  /** A whole number in digits from 0 to the most; null for anything else. */
  function readNumber(text, most) {
    const number = /^[0-9]+$/.test(text) ? Number(text) : NaN;
    return number <= most ? number : null;
  }

  /** Put values in a text: «{name}» becomes the value, which is not looked through again. */
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

  function element(tag, className, text = "") {
    const made = document.createElement(tag);
    made.className = className;
    made.textContent = text;
    return made;
  }

  class Beslishulp extends HTMLElement {
    static answer = answer;

    connectedCallback() {
      const form = this.querySelector("form");
      const data = this.querySelector('script[type="application/json"]');
      if (!form || !data) return;
      this.data = JSON.parse(data.textContent);
      this.isTouched = this.isMissing = false;
      this.form = form;
      this.field = form.querySelector(".lr-aid__number");
      this.hint = form.querySelector(".lr-aid__hint");
      this.summary = form.querySelector("output");
      this.result = form.querySelector(".lr-aid__result");
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        this.isTouched = true;
        this.refresh(true);
        if (!this.result.hasChildNodes()) this.firstUnanswered()?.focus();
      });
      form.addEventListener("input", () => this.refresh(false));
      this.field.addEventListener("blur", () => this.refresh(true));
      this.elsewhere = this.querySelector(".lr-aid__elsewhere");
      this.counting = [this.field, form.querySelector('input[name$="-clb"]')]
        .map((input) => input?.closest(".lr-aid__question")).filter(Boolean);
      form.hidden = false;
      if (this.elsewhere) this.elsewhere.hidden = true;
      this.always = [...this.querySelectorAll(".lr-altijd[data-charts]")];
      this.querySelector(".lr-aid__tables").hidden = true;
      this.refresh(false);
    }

    disconnectedCallback() {
      clearTimeout(this.announcing);
    }

    /** What the chart that is chosen says at a number. */
    answerFor(chartName, number, clbInvolved) {
      return answer(this.data.rows[chartName], number, clbInvolved);
    }

    /** The value of the radio that is checked; undefined where none is. */
    chosen(question) {
      return this.form.querySelector(`input[name$="-${question}"]:checked`)?.value;
    }

    /** The chart that counts; undefined until the reader chose one, unless there is only one. */
    get chosenChart() {
      const isAsked = this.form.querySelector('input[name$="-chart"]') !== null;
      return isAsked ? this.chosen("chart") : Object.keys(this.data.charts)[0];
    }

    /** What the chart says at a number, as far as the answers given decide it; null if the CLB must be known. */
    decided(name, number) {
      const said = this.chosen("clb");
      const [without, withClb] = [false, true].map((involved) => this.answerFor(name, number, involved));
      if (said === undefined && JSON.stringify(without) !== JSON.stringify(withClb)) return null;
      return said === "ja" ? withClb : without;
    }

    /** The field of the first question on the page that has no answer. */
    firstUnanswered() {
      const isOpen = (input) => input.type === "radio"
        ? !this.form.querySelector(`input[name="${input.name}"]:checked`)
        : readNumber(input.value.trim(), this.data.most) === null;
      return [...this.form.querySelectorAll(".lr-aid__question:not([hidden]) input")].find(isOpen);
    }

    /** Show the answer to what is filled in. An empty field is a mistake only once the reader is done with it. */
    refresh(isDone) {
      const { words, most, questions, hints } = this.data;
      const name = this.chosenChart;
      const isElsewhere = name?.startsWith("#") ?? false;
      for (const question of this.counting) question.hidden = name === undefined || isElsewhere;
      for (const line of this.always) line.hidden = name !== undefined && !isElsewhere && !line.dataset.charts.split(" ").includes(name);
      if (name === undefined) {
        this.say(words.choose);
        return;
      }
      if (isElsewhere) {
        this.result.replaceChildren(this.explanation(Number(name.slice(1))));
        this.say(words.elsewhere);
        return;
      }
      const typed = this.field.value.trim();
      const number = readNumber(typed, most);
      this.isTouched ||= typed !== "";
      this.isMissing = typed === "" && (this.isMissing || (isDone && this.isTouched));
      const isWrong = number === null && (typed !== "" || this.isMissing);
      const label = this.field.labels[0];
      if (label.textContent !== questions[name]) label.textContent = questions[name];
      if (this.hint.textContent !== hints[name]) this.hint.textContent = hints[name];
      if (isWrong) this.field.setAttribute("aria-invalid", "true");
      else this.field.removeAttribute("aria-invalid");
      if (number === null) {
        this.result.replaceChildren();
        this.say(isWrong ? fill(words.wrong, { hint: this.hint.textContent }) : words.ask);
        return;
      }
      const found = this.decided(name, number);
      if (found === null) {
        this.result.replaceChildren();
        this.say(words.ask_clb);
        return;
      }
      this.result.replaceChildren(...this.parts(name, found));
      this.say(this.sentence(name, number, found));
    }

    /** What the page says of a choice for which no chart counts. */
    explanation(position) {
      const part = element("div", "lr-aid__part lr-aid__part--elsewhere");
      const item = this.elsewhere.querySelectorAll(":scope > ul > li")[position];
      part.append(...[...item.childNodes].map((node) => node.cloneNode(true)));
      return part;
    }

    /**
     * Speak once the reader stops typing: «1» on the way to «12» is not an answer. In a frame of a fixed height the
     * answer stands below its edge: then it comes into view, and no further.
     */
    say(text) {
      clearTimeout(this.announcing);
      this.announcing = setTimeout(() => {
        if (this.summary.textContent === text) return;
        this.summary.textContent = text;
        if (this.result.hasChildNodes() && parent !== window) this.showAnswer();
      }, 300);
    }

    /** Scroll this window, not those around it, until the answer's first lines are seen; the field stays in sight. */
    showAnswer() {
      const first = this.result.firstElementChild.getBoundingClientRect();
      const wanted = Math.min(first.bottom, first.top + 120) - innerHeight;
      const room = this.form.contains(document.activeElement) ? document.activeElement.getBoundingClientRect().top - 60 : wanted;
      if (wanted > 0) scrollBy(0, Math.max(0, Math.min(wanted, room)));
    }

    unit(name, number) {
      const { one, many } = this.data.units[name];
      return number === 1 ? one : many;
    }

    amount(name, number) {
      return `${number} ${this.unit(name, number)}`;
    }

    sentence(name, number, found) {
      const { words } = this.data;
      const counted = (kind) => {
        const count = found.groups[kind]?.length ?? 0;
        return count === 1 ? words[`${kind}_one`] : count ? fill(words[kind], { count }) : "";
      };
      const toDo = found.groups.now?.length ?? 0;
      const situation = [
        toDo === 0 ? (found.groups.ask ? words.do_ask : words.do_none) : toDo === 1 ? words.do_one : fill(words.do, { count: toDo }),
        counted("overdue"),
        counted("check"),
      ].filter(Boolean).join(", ");
      const next = found.following === null
        ? (found.threshold === null ? "" : words.last)
        : fill(words.next, { threshold: this.amount(name, found.following) });
      return fill(words.at, { number, unit: this.unit(name, number), situation, next }).trim();
    }

    parts(name, found) {
      const { words } = this.data;
      const next = found.following === null ? {} : { threshold: this.amount(name, found.following) };
      return ["overdue", "now", "ask", "check", "may", "later", "ends", "next"]
        .map((kind) => this.part(name, kind, fill(words[`part_${kind}`], next), found.groups[kind] ?? []))
        .filter(Boolean);
    }

    /** A titled list of steps; nothing if there are none. */
    part(name, kind, title, steps) {
      if (!steps.length) return null;
      const part = element("div", `lr-aid__part lr-aid__part--${kind}`);
      const heading = element("p", "lr-aid__heading", title);
      heading.id = `${this.field.id}-${kind}`;
      const list = element("ul", "lr-aid__steps");
      list.setAttribute("role", "list"); // Safari takes away the role of a list without bullets
      list.setAttribute("aria-labelledby", heading.id);
      for (const step of this.data.charts[name].steps.filter((each) => steps.includes(each.name))) {
        const { title: words, facts, when } = this.data.shown[name][step.name];
        const item = element("li", "lr-aid__step");
        const link = element("a", "lr-aid__link", words);
        link.href = step.page;
        item.append(link);
        if (when) item.append(" ", element("span", "lr-aid__when", when));
        if (facts) item.append(" ", element("span", "lr-aid__facts", facts));
        list.append(item);
      }
      part.append(heading, list);
      return part;
    }
  }

  customElements.define("lr-beslishulp", Beslishulp);
})();
