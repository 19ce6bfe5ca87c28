(() => {
  const shown = SHOWN;
  const frame = document.createElement("iframe");
  frame.src = shown.url;
  frame.title = shown.title;
  frame.loading = "lazy";
  frame.width = "100%";
  frame.height = "480";
  frame.setAttribute("frameborder", "0");
  document.currentScript.after(frame);
  addEventListener("message", (event) => {
    if (event.source !== frame.contentWindow || event.origin !== shown.origin) return;
    if (event.data && event.data.memnun === "height") frame.height = String(Math.min(6000, Math.max(120, event.data.height | 0)));
  });
})();
