// A quiet invitation by the brand's rules: once a visit and once a day, never after "not now", never to
// those who asked not to be followed.

const INVITED = `memnun-chat-invited-${KEY}`;
const CAME = `memnun-chat-came-${KEY}`;

class Inviting {
  constructor(config, panel, talk) {
    Object.assign(this, { config, panel, talk });
  }

  begin() {
    const returning = this.returns();
    if (this.talk.known || doNotFollow() || this.wasInvited()) return;
    const rule = this.config.invitations.find((each) => matches(each.page, location.pathname) && (!each.returning || returning));
    if (rule) setTimeout(() => this.invite(rule), rule.after * 1_000);
  }

  // Whether this browser was here before today, as far as its visitor lets it be remembered.
  returns() {
    try {
      const before = localStorage.getItem(CAME);
      if (this.talk.state.remember) localStorage.setItem(CAME, today());
      return Boolean(before && before !== today());
    } catch {
      return false;
    }
  }

  wasInvited() {
    try {
      return Boolean(sessionStorage.getItem(INVITED)) || localStorage.getItem(INVITED) === today();
    } catch {
      return true;
    }
  }

  invite(rule) {
    if (this.panel.isOpen || this.talk.known || document.hidden || this.wasInvited()) return;
    sessionStorage.setItem(INVITED, "1");
    localStorage.setItem(INVITED, today());
    const close = () => this.panel.invitation.replaceChildren();
    this.panel.invitation.replaceChildren(
      make(
        "div", { class: "invitation" },
        make("p", {}, rule.words),
        make("button", { type: "button", class: "primary", onclick: () => this.panel.toggle(true) }, say("open")),
        make("button", { type: "button", class: "plain", onclick: close }, say("not_now")),
      ),
    );
  }
}

function doNotFollow() {
  return navigator.doNotTrack === "1" || window.doNotTrack === "1" || navigator.globalPrivacyControl === true;
}

function today() {
  return new Date().toLocaleDateString("sv");
}

// "*" stands for anything: /urun/* is every product's page.
function matches(pattern, path) {
  const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(path);
}
