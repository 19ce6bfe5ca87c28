// Begins when the page is ready: asks how the brand wants its chat, and takes up a talk that goes on.

const FIRST_REST = 2_000;

async function configuration() {
  for (let rest = FIRST_REST; ; rest = Math.min(rest * 2, 60_000)) {
    try {
      return await (await ask("GET", `config?language=${LANGUAGE}`)).json();
    } catch (problem) {
      if (problem.status && problem.status < 500 && problem.status !== 429) {
        console.warn(`Memnun: ${problem.message}`);
        return null;
      }
      await pause(rest);
    }
  }
}

async function begin() {
  if (!KEY || document.querySelector("memnun-chat")) return;
  const config = await configuration();
  if (!config) return;
  const panel = new Panel(config);
  const talk = new Talk(config, panel);
  panel.attach(talk);
  talk.resume();
  new Inviting(config, panel, talk).begin();
  document.addEventListener("visibilitychange", () => talk.acknowledge());
  window.Memnun = { open: () => panel.toggle(true), close: () => panel.toggle(false) };
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
else begin();
