// What is kept in the visitor's browser: for this visit, or for as long as they asked to be remembered.

class Store {
  constructor(name) {
    this.name = name;
    this.memory = "";
  }

  read() {
    const text = this.from("localStorage") || this.from("sessionStorage") || this.memory;
    try {
      return { waiting: [], ...JSON.parse(text || "{}") };
    } catch {
      return { waiting: [] };
    }
  }

  write(state) {
    this.memory = JSON.stringify(state);
    const [kept, other] = state.remember ? ["localStorage", "sessionStorage"] : ["sessionStorage", "localStorage"];
    try {
      window[other].removeItem(this.name);
      window[kept].setItem(this.name, this.memory);
    } catch {
      // A browser that keeps nothing: the visit itself still works from memory.
    }
  }

  clear() {
    this.memory = "";
    try {
      localStorage.removeItem(this.name);
      sessionStorage.removeItem(this.name);
    } catch {
      // Nothing was kept.
    }
  }

  from(place) {
    try {
      return window[place].getItem(this.name);
    } catch {
      return "";
    }
  }
}
