// Talking with the server: single requests, and the stream with its fallback.

const QUIET = 45_000;
const HELLO = 6_000;
const POLL_EVERY = 4_000;
const LONGEST_REST = 30_000;

class Refusal extends Error {
  constructor(status, words, after) {
    super(words);
    this.status = status;
    this.after = after;
  }
}

async function ask(method, path, { token, body, raw } = {}) {
  const headers = {};
  if (token) headers.authorization = `Bearer ${token}`;
  if (body) headers["content-type"] = "application/json";
  if (raw) headers["content-type"] = "application/octet-stream";
  const answer = await fetch(new URL(path, ROOT), {
    method, headers, body: raw || (body && JSON.stringify(body)), credentials: "omit", cache: "no-store", keepalive: !raw,
  });
  if (!answer.ok) throw await refusalOf(answer);
  return answer;
}

async function refusalOf(answer) {
  const after = Number(answer.headers.get("retry-after")) || 0;
  const told = await answer.json().catch(() => ({}));
  return new Refusal(answer.status, told.words || say("broken"), after);
}

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

// Follows what the server tells one session; comes back behind the last number it saw, however often the line breaks.
class Line {
  constructor(token, last, listener) {
    Object.assign(this, { token, last, listener, rest: 1_000, silent: 0, over: false });
  }

  async run() {
    while (!this.over) {
      try {
        await (this.silent >= 2 ? this.poll() : this.stream());
        this.rest = 1_000;
      } catch (problem) {
        if (problem instanceof Refusal && [401, 403, 404].includes(problem.status)) return this.listener.lost(problem);
        this.listener.connected(false);
        await pause(Math.max(this.rest, (problem.after || 0) * 1_000) * (0.75 + Math.random() / 2));
        this.rest = Math.min(this.rest * 2, LONGEST_REST);
      }
    }
  }

  stop() {
    this.over = true;
    this.abort?.abort();
  }

  async stream() {
    this.abort = new AbortController();
    const headers = { authorization: `Bearer ${this.token}`, "last-event-id": String(this.last) };
    this.silent += 1;
    this.watch(HELLO);
    try {
      const answer = await fetch(new URL("stream", ROOT), { headers, signal: this.abort.signal, credentials: "omit", cache: "no-store" });
      if (!answer.ok) throw await refusalOf(answer);
      await this.take(answer.body.pipeThrough(new TextDecoderStream()).getReader());
    } finally {
      clearTimeout(this.timer);
    }
  }

  async take(reader) {
    let text = "";
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      this.silent = 0;
      this.rest = 1_000;
      this.watch(QUIET);
      this.listener.connected(true);
      const pieces = (text + value).split("\n\n");
      text = pieces.pop();
      for (const piece of pieces) this.dispatch(piece);
    }
  }

  dispatch(piece) {
    for (const line of piece.split("\n")) {
      if (line.startsWith("id: ")) this.last = Number(line.slice(4));
      if (line.startsWith("data: ")) this.listener.told(JSON.parse(line.slice(6)));
    }
  }

  async poll() {
    const told = await (await ask("GET", `lines?after=${this.last}`, { token: this.token })).json();
    for (const each of told.lines) this.last = Math.max(this.last, each.n);
    this.listener.connected(true);
    this.listener.told(told);
    await pause(POLL_EVERY);
  }

  watch(milliseconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.abort.abort(), milliseconds);
  }
}
