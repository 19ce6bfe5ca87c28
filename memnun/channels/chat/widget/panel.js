// What the visitor sees: the button, the panel with the talk, and what can be done in it.

const PHONE = matchMedia("(max-width: 480px)");
const DARK = matchMedia("(prefers-color-scheme: dark)");
const TYPING_LASTS = 6_000;

class Panel {
  constructor(config) {
    this.config = config;
    this.host = make("memnun-chat");
    this.root = this.host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
    this.root.adoptedStyleSheets = [sheet];
    this.host.style.setProperty("--brand", config.colour);
    this.host.style.setProperty("--on-brand", config.on_colour);
    if (script.dataset.side === "left") this.host.setAttribute("side", "left");
    this.dress();
    DARK.addEventListener("change", () => this.dress());
    this.build();
    this.keepEnd();
    document.body.append(this.host);
  }

  // Whoever reads the newest words goes on reading them when a line below comes, goes or grows.
  keepEnd() {
    const middle = this.log.parentElement;
    let atEnd = true;
    middle.addEventListener("scroll", () => (atEnd = middle.scrollHeight - middle.scrollTop - middle.clientHeight < 80));
    const observer = new ResizeObserver(() => atEnd && this.toEnd());
    observer.observe(middle);
    observer.observe(this.log);
  }

  dress() {
    const theme = script.dataset.theme || (DARK.matches ? "dark" : "light");
    this.host.setAttribute("theme", theme);
  }

  build() {
    this.count = make("span", { class: "count", hidden: true });
    this.launcher = make(
      "button",
      { type: "button", class: "launcher", "aria-expanded": "false", "aria-controls": "panel", "aria-label": say("open"), onclick: () => this.toggle() },
      icon("chat"), this.count,
    );
    this.log = make("div", { class: "log", role: "log", tabindex: "0", "aria-label": say("messages"), "aria-live": "polite" });
    this.notes = make("div", { class: "notes" });
    this.state = make("p", { class: "state", role: "status" });
    this.problem = make("p", { class: "problem", role: "status" });
    this.panel = make(
      "section",
      { id: "panel", class: "panel", role: "dialog", "aria-labelledby": "name", hidden: true, onkeydown: (event) => this.key(event) },
      this.head(), this.options(), make("div", { class: "middle" }, this.notes, this.log), this.state, this.problem, this.form(), this.foot(),
    );
    this.invitation = make("div", { role: "status" });
    this.root.append(this.invitation, this.panel, this.launcher);
  }

  head() {
    this.more = iconButton("more", say("options"), () => this.showOptions(this.choices.hidden), { "aria-expanded": "false", "aria-controls": "options" });
    return make(
      "header", {},
      make("div", { class: "grow" }, make("h2", { id: "name" }, this.config.name), make("p", {}, this.config.open ? say("here") : say("away"))),
      this.more, iconButton("close", say("close"), () => this.toggle(false)),
    );
  }

  options() {
    const days = [[0, say("this_visit")], [30, say("days", { days: 30 })], [90, say("days", { days: 90 })]];
    this.days = make("select", { id: "days", onchange: () => this.attempt(() => this.talk.remember(Number(this.days.value))) });
    for (const [value, words] of days) this.days.append(make("option", { value }, words));
    this.forgetting = make("button", { type: "button", class: "plain", onclick: () => this.forget() }, say("forget"));
    this.choices = make(
      "div", { id: "options", class: "options", hidden: true },
      make("label", { for: "days" }, say("remember")), this.days, make("p", {}, say("remember_why")), this.forgetting,
    );
    return this.choices;
  }

  form() {
    this.text = make("textarea", {
      id: "text", rows: "1", maxlength: this.config.longest, placeholder: say("write"), "aria-label": say("write"), enterkeyhint: "send",
      oninput: () => this.grow(), onkeydown: (event) => this.enter(event),
    });
    this.picker = make("input", { type: "file", class: "hidden", tabindex: "-1", "aria-hidden": "true", accept: this.config.accept, onchange: () => this.pick() });
    return make(
      "form", { class: "write", onsubmit: (event) => this.submit(event) },
      iconButton("clip", say("attach"), () => this.picker.click()), this.picker, this.text,
      make("button", { type: "submit", class: "send", "aria-label": say("send"), title: say("send") }, icon("send")),
    );
  }

  foot() {
    const words = make("p", { class: "foot" }, say("person_answers"), " ", this.config.privacy);
    if (this.config.privacy_url) words.append(" ", make("a", { href: this.config.privacy_url, target: "_blank", rel: "noopener" }, say("privacy_link")));
    return words;
  }

  attach(talk) {
    this.talk = talk;
    this.days.value = String(talk.state.remember || 0);
    this.announce();
    this.show(talk);
  }

  get isOpen() {
    return !this.panel.hidden;
  }

  isLookedAt() {
    return this.isOpen && !document.hidden;
  }

  toggle(open = !this.isOpen) {
    this.panel.hidden = !open;
    this.launcher.setAttribute("aria-expanded", String(open));
    this.launcher.setAttribute("aria-label", say(open ? "close" : "open"));
    this.panel.toggleAttribute("aria-modal", false);
    if (open && PHONE.matches) this.panel.setAttribute("aria-modal", "true");
    this.invitation.replaceChildren();
    if (open) {
      this.text.focus();
      this.toEnd();
      this.talk.acknowledge();
    } else {
      this.launcher.focus();
    }
  }

  key(event) {
    if (event.key === "Escape") {
      event.stopPropagation();
      if (this.choices.hidden) this.toggle(false);
      else this.showOptions(false);
    }
    if (event.key === "Tab" && PHONE.matches) this.keepFocus(event);
  }

  // On a phone the panel covers the page, so the keyboard stays in it.
  keepFocus(event) {
    const all = [...this.panel.querySelectorAll("button, a[href], textarea, select, input:not(.hidden), [tabindex='0']")];
    const places = all.filter((each) => each.getClientRects().length);
    const [edge, other] = event.shiftKey ? [places[0], places.at(-1)] : [places.at(-1), places[0]];
    if (this.root.activeElement !== edge) return;
    event.preventDefault();
    other.focus();
  }

  enter(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.submit(event);
  }

  submit(event) {
    event.preventDefault();
    const text = this.text.value.trim();
    if (!text) return;
    this.text.value = "";
    this.grow();
    this.talk.say(text);
    this.toEnd();
    this.text.focus();
  }

  grow() {
    this.text.rows = Math.min(5, this.text.value.split("\n").length);
    if (this.text.value) this.talk.typing();
  }

  async pick() {
    const [file] = this.picker.files;
    this.picker.value = "";
    if (file) await this.attempt(() => this.talk.attach(file));
  }

  async attempt(act) {
    try {
      await act();
      this.trouble("");
    } catch (problem) {
      this.trouble(problem instanceof Refusal ? problem.message : say("broken"));
    }
  }

  showOptions(shown) {
    this.choices.hidden = !shown;
    this.more.setAttribute("aria-expanded", String(shown));
    this.forgetting.textContent = say("forget");
    this.forgetting.removeAttribute("data-sure");
    (shown ? this.days : this.more).focus();
  }

  async forget() {
    if (!this.forgetting.hasAttribute("data-sure")) {
      this.forgetting.setAttribute("data-sure", "");
      this.forgetting.textContent = say("forget_sure");
      return;
    }
    await this.attempt(async () => {
      await this.talk.forget();
      this.days.value = "0";
      this.showOptions(false);
      this.inform(say("forgotten"));
    });
  }

  // When nobody is there: says so, says when somebody will be, and asks where an answer may go.
  announce() {
    this.notes.replaceChildren(make("p", { class: "note" }, this.config.greeting));
    if (this.config.open) return;
    this.notes.append(make("p", { class: "note" }, this.config.away));
    if (!this.talk.state.email && this.config.by_email) this.notes.append(this.leaveAddress());
  }

  leaveAddress() {
    const name = make("input", { id: "visitor-name", autocomplete: "name", maxlength: "120" });
    const email = make("input", { id: "email", type: "email", required: true, autocomplete: "email", maxlength: "254" });
    const form = make(
      "form",
      {
        class: "address",
        onsubmit: (event) => {
          event.preventDefault();
          this.attempt(async () => {
            await this.talk.tell({ name: name.value.trim(), email: email.value.trim() });
            form.replaceWith(make("p", { class: "note" }, say("address_kept", { email: email.value.trim() })));
            this.text.focus();
          });
        },
      },
      make("label", { for: "visitor-name" }, say("your_name")), name, make("label", { for: "email" }, say("your_email")), email,
      make("button", { type: "submit", class: "plain" }, say("leave_address")),
    );
    return form;
  }

  greet(name) {
    if (name) this.inform(say("hello", { name }));
  }

  inform(words) {
    this.notes.append(make("p", { class: "note" }, words));
  }

  show(talk) {
    const said = [...talk.lines.values()].sort((one, other) => (one.n || Infinity) - (other.n || Infinity));
    const waiting = talk.state.waiting.filter((each) => !said.some((line) => line.key === each.id));
    const rows = [...said, ...waiting.map((each) => ({ key: each.id, dir: "in", text: each.text, at: each.at, files: each.file ? [each.file] : [], waits: true }))];
    const wanted = new Map(rows.map((line) => [String(line.key || line.n), line]));
    for (const old of [...this.log.children]) if (!wanted.has(old.dataset.line)) old.remove();
    const there = new Map([...this.log.children].map((element) => [element.dataset.line, element]));
    let place = this.log.firstElementChild;
    for (const [name, line] of wanted) {
      const old = there.get(name);
      if (old && line.n) old.dataset.n = line.n;
      const stays = old && old.dataset.waits === String(Boolean(line.waits));
      if (old === place && place) place = place.nextElementSibling;
      else this.log.insertBefore(old || this.bubble(name, line), place);
      if (old && !stays) old.replaceWith(this.bubble(name, line));
    }
    this.seen(this.seenNumber || 0);
  }

  bubble(name, line) {
    const words = make("div", { class: "words" });
    words.append(...withLinks(line.text));
    for (const file of line.files || []) words.append(this.fileButton(file));
    const under = line.dir === "out" ? [line.who, clockTime(line.at)].filter(Boolean).join(" · ") : line.waits ? say("sending") : clockTime(line.at);
    return make("div", { class: `bubble ${line.dir}`, "data-line": name, "data-n": line.n, "data-waits": String(Boolean(line.waits)) }, words, make("small", {}, under));
  }

  fileButton(file) {
    const fetchIt = () => this.attempt(() => this.talk.fetchFile(file));
    return make("button", { type: "button", class: "file", onclick: fetchIt }, icon("file"), make("span", {}, file.name), make("small", {}, sizeOf(file.size)));
  }

  seen(number) {
    this.seenNumber = number;
    const mine = [...this.log.querySelectorAll(".bubble.in[data-n]")].filter((each) => Number(each.dataset.n) <= number).at(-1);
    if (!mine || mine === this.seenAt) return;
    this.seenAt?.querySelector(".mark")?.remove();
    this.seenAt = mine;
    mine.querySelector("small").append(make("span", { class: "mark" }, ` · ${say("seen")}`));
  }

  refuse(line, words) {
    this.log.querySelector(`[data-line="${line.id}"]`)?.remove();
    if (!this.text.value) this.text.value = line.text;
    this.trouble(words);
  }

  trouble(words) {
    if (this.problem.textContent !== words) this.problem.textContent = words;
  }

  typing(name) {
    clearTimeout(this.typingTimer);
    this.state.textContent = name ? say("types", { name }) : this.place || "";
    if (name) this.typingTimer = setTimeout(() => this.typing(""), TYPING_LASTS);
  }

  queue(queue) {
    const words = [];
    if (queue) words.push(say("place", { place: queue.place }));
    if (queue?.half_within) words.push(say("half_within", { minutes: queue.half_within }));
    this.place = words.join(" ");
    this.typing("");
  }

  unread(count) {
    this.count.hidden = !count;
    this.count.textContent = count || "";
    if (!this.isOpen) this.launcher.setAttribute("aria-label", count ? say("open_unread", { count }) : say("open"));
  }

  toEnd() {
    const middle = this.log.parentElement;
    middle.scrollTop = middle.scrollHeight;
  }
}

// Words with their addresses as links; nothing else in a message is ever more than words.
function withLinks(text) {
  return text.split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])/).map((part, index) =>
    index % 2 ? make("a", { href: part, target: "_blank", rel: "noopener noreferrer nofollow" }, part) : part,
  );
}
