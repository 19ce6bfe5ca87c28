// One visitor's talk with the brand: the session, what was said, what still waits to be sent.

const TYPING_EVERY = 3_000;

class Talk {
  constructor(config, view) {
    this.config = config;
    this.view = view;
    this.store = new Store(`memnun-chat-${KEY}`);
    this.state = this.store.read();
    this.identity = script.dataset.identity || "";
    this.lines = new Map();
    this.read = 0;
    this.typedAt = 0;
    this.sending = false;
    if (this.identity && this.state.token && this.state.owner !== ownerOf(this.identity)) this.clear();
    addEventListener("online", () => this.send());
  }

  get known() {
    return Boolean(this.state.token);
  }

  resume() {
    if (!this.known) return;
    this.follow(0);
    this.send();
  }

  // The promise is kept, so that two messages at once open one session.
  open() {
    this.opening ??= this.begin().finally(() => (this.opening = null));
    return this.opening;
  }

  async begin() {
    const body = { language: LANGUAGE, page: here(), remember: this.state.remember || 0 };
    if (this.identity) body.identity = this.identity;
    const told = await (await ask("POST", "sessions", { body })).json();
    this.keep({ token: told.token, owner: this.identity && ownerOf(this.identity) });
    if (told.known) this.view.greet(told.name);
    this.follow(0);
  }

  follow(last) {
    this.line?.stop();
    this.line = new Line(this.state.token, last, this);
    this.line.run();
  }

  say(text, file) {
    this.state.waiting.push({ id: newId(), text, at: new Date().toISOString(), file });
    this.keep({});
    this.view.show(this);
    this.send();
  }

  async send() {
    if (this.sending) return;
    this.sending = true;
    let rest = 1_000;
    while (this.state.waiting.length) {
      const first = this.state.waiting[0];
      try {
        if (!this.known) await this.open();
        await ask("POST", "messages", { token: this.state.token, body: this.bodyOf(first) });
        this.state.waiting.shift();
        this.settle({ key: first.id, dir: "in", text: first.text, at: first.at, files: first.file ? [first.file] : [] });
        this.view.trouble("");
        rest = 1_000;
      } catch (problem) {
        await this.wait(first, problem, rest);
        rest = Math.min(rest * 2, LONGEST_REST);
      }
    }
    this.sending = false;
  }

  // A message did not go through: it waits, however long; only one that can never go is given back.
  async wait(first, problem, rest) {
    if (problem.status === 401) return this.keep({ token: "" });
    if (problem.status && problem.status < 500 && problem.status !== 429) {
      this.state.waiting.shift();
      this.keep({});
      this.view.refuse(first, problem.message);
      return;
    }
    this.view.trouble(problem.status === 429 ? problem.message : say("offline"));
    await pause(Math.max(rest, (problem.after || 0) * 1_000));
  }

  bodyOf({ id, text, file }) {
    return { id, text, page: here(), ...(file ? { file: file.id } : {}) };
  }

  settle(line) {
    if (line.n) this.lines.set(line.n, line);
    else if (![...this.lines.values()].some((each) => each.key === line.key)) this.lines.set(line.key, line);
    if (line.n && line.key) this.lines.delete(line.key);
    if (line.read) this.read = Math.max(this.read, line.n);
    this.state.waiting = this.state.waiting.filter((each) => each.id !== line.key);
    this.keep({});
    this.view.show(this);
  }

  told(news) {
    for (const line of news.lines || []) this.settle(line);
    if (news.lines?.some((line) => line.dir === "out")) this.arrived();
    if (news.queue !== undefined) this.view.queue(news.queue);
    if (news.typing) this.view.typing(news.typing);
    if (news.seen) this.view.seen(news.seen);
  }

  arrived() {
    this.view.typing("");
    this.acknowledge();
  }

  // Says how far messages have come: to an open widget, or before the visitor's eyes.
  acknowledge() {
    const numbers = [...this.lines.values()].filter((line) => line.dir === "out").map((line) => line.n);
    const newest = Math.max(0, ...numbers);
    const looked = this.view.isLookedAt();
    if (!newest || newest <= (looked ? this.read : this.reached || 0)) return;
    this.reached = newest;
    if (looked) this.read = newest;
    this.view.unread(looked ? 0 : numbers.filter((number) => number > this.read).length);
    this.signal(looked ? { read: newest } : { delivered: newest });
  }

  typing() {
    if (!this.known || Date.now() - this.typedAt < TYPING_EVERY) return;
    this.typedAt = Date.now();
    this.signal({ typing: true });
  }

  signal(body) {
    if (this.known) ask("POST", "signals", { token: this.state.token, body: { ...body, page: here() } }).catch(() => {});
  }

  async attach(file) {
    if (file.size > this.config.largest_file) throw new Refusal(413, say("too_large", { size: sizeOf(this.config.largest_file) }));
    if (!this.known) await this.open();
    const answer = await ask("POST", `files?name=${encodeURIComponent(file.name)}`, { token: this.state.token, raw: file });
    this.say("", await answer.json());
  }

  async fetchFile(file) {
    const blob = await (await ask("GET", `files/${file.id}`, { token: this.state.token })).blob();
    const address = URL.createObjectURL(blob);
    const link = make("a", { href: address, download: file.name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }

  async tell(contact) {
    if (!this.known) await this.open();
    await ask("PUT", "contact", { token: this.state.token, body: contact });
    this.keep({ email: contact.email });
  }

  async remember(days) {
    if (this.known) await ask("PUT", "contact", { token: this.state.token, body: { remember: days } });
    this.keep({ remember: days });
  }

  async forget() {
    if (this.known) await ask("DELETE", "session", { token: this.state.token });
    this.clear();
    this.view.show(this);
  }

  connected(yes) {
    this.view.trouble(yes ? "" : say("offline"));
  }

  lost() {
    this.keep({ token: "" });
    if (this.state.waiting.length) this.send();
  }

  clear() {
    this.line?.stop();
    this.store.clear();
    this.state = { waiting: [] };
    this.lines.clear();
    this.read = this.reached = 0;
  }

  keep(changes) {
    Object.assign(this.state, changes);
    if (this.known || this.state.waiting.length || this.state.remember) this.store.write(this.state);
  }
}

function here() {
  return { url: location.origin + location.pathname, title: document.title.slice(0, 120) };
}

// Who an identity token speaks of; another person at the same browser gets a talk of their own.
function ownerOf(identity) {
  try {
    const text = identity.split(".")[0].replace(/-/g, "+").replace(/_/g, "/");
    return String(JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)))).id);
  } catch {
    return "";
  }
}
