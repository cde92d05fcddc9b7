/* The decision aid: an element that shows its form, computes on the data beside it and says what applies.
   Nothing is kept and nothing leaves the page. */
"use strict";

(() => {
  /** The number from which a step applies; 0 before the first threshold. */
  const startOf = (chart, step) => chart.thresholds[step.threshold]?.value ?? 0;

  /**
   * What a chart says at a number; the same function as `answer` in escalation/aid/logic.py.
   * Gives names of steps, and the values of the thresholds (null where there is none).
   */
  function answer(chart, number, clbInvolved, involving) {
    const values = [...new Set(chart.thresholds.map((threshold) => threshold.value))].sort((a, b) => a - b);
    const current = values.filter((value) => value <= number).pop() ?? 0;
    const following = values.find((value) => value > number) ?? null;
    const bringsIn = (step) => involving.includes(step.name);
    const isEarlierDuty = (step) => startOf(chart, step) < current && step.strength === "plicht";
    const isNow = (step) => startOf(chart, step) === current;
    const isDone = (step) => isNow(step) && clbInvolved && bringsIn(step);
    const isOpen = (step) => isEarlierDuty(step) && !clbInvolved && bringsIn(step);
    const names = (chosen) => chart.steps.filter(chosen).map((step) => step.name);
    return {
      threshold: values.includes(current) ? current : null,
      now: names((step) => isNow(step) && !isDone(step)),
      overdue: names(isOpen),
      check: names((step) => (isEarlierDuty(step) && !isOpen(step)) || isDone(step)),
      following,
      remaining: following === null ? 0 : following - number,
      upcoming: following === null ? [] : names((step) => startOf(chart, step) === following),
    };
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
      this.querySelector(".lr-aid__tables").hidden = true;
      this.refresh(false);
    }

    disconnectedCallback() {
      clearTimeout(this.announcing);
    }

    /** What the chart that is chosen says at a number. */
    answerFor(chartName, number, clbInvolved) {
      return answer(this.data.charts[chartName], number, clbInvolved, this.data.involving[chartName]);
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
      const { words, most, questions } = this.data;
      const name = this.chosenChart;
      const isElsewhere = name?.startsWith("#") ?? false;
      for (const question of this.counting) question.hidden = name === undefined || isElsewhere;
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

    /** Speak once the reader stops typing: «1» on the way to «12» is not an answer. */
    say(text) {
      clearTimeout(this.announcing);
      this.announcing = setTimeout(() => {
        if (this.summary.textContent !== text) this.summary.textContent = text;
      }, 300);
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
      const count = found.now.length;
      const counted = count === 1 ? words.one_step : fill(words.steps, { count });
      const threshold = found.threshold === null ? "" : this.amount(name, found.threshold);
      const holds = found.threshold === null ? words.holds_first : words.holds;
      const situation = [
        count ? fill(holds, { count: counted, threshold }) : words.holds_none,
        found.overdue.length ? fill(words.overdue_too, { count: found.overdue.length }) : "",
        found.check.length ? fill(words.check_too, { count: found.check.length }) : "",
      ].filter(Boolean).join("; ");
      const last = found.threshold === null ? "" : words.last;
      const next = found.following === null ? last : fill(words.next, {
        remaining: found.remaining,
        unit: this.unit(name, found.remaining),
        threshold: this.amount(name, found.following),
      });
      return fill(words.at, { number, unit: this.unit(name, number), situation, next }).trim();
    }

    parts(name, found) {
      const { words } = this.data;
      const threshold = found.threshold === null ? "" : this.amount(name, found.threshold);
      const next = found.following === null ? {} : {
        threshold: this.amount(name, found.following),
        remaining: found.remaining,
        unit: this.unit(name, found.remaining),
      };
      return [
        this.part(name, "overdue", words.part_overdue, found.overdue),
        this.part(name, "now", fill(threshold ? words.part_now : words.part_now_first, { threshold }), found.now),
        this.part(name, "check", words.part_check, found.check),
        this.part(name, "next", fill(words.part_next, next), found.upcoming),
      ].filter(Boolean);
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
        const { title: words, facts } = this.data.shown[name][step.name];
        const item = element("li", "lr-aid__step");
        const link = element("a", "lr-aid__link", words);
        link.href = step.page;
        item.append(link);
        if (facts) item.append(" ", element("span", "lr-aid__facts", facts));
        list.append(item);
      }
      part.append(heading, list);
      return part;
    }
  }

  customElements.define("lr-beslishulp", Beslishulp);
})();
