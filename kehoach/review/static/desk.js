"use strict";
// Keys and partial pages. Every form and link works without this script.
(() => {
  const main = () => document.getElementById("main");
  const news = document.getElementById("news");
  let began = Date.now();
  let busy = false;

  const tell = (text) => { news.textContent = text; };
  const isTyping = (target) => target.matches("textarea, input[type=text], select");

  async function show(url, options, push) {
    if (busy) return;
    busy = true;
    main().setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(url, { ...options, headers: { "X-Partial": "1" }, redirect: "follow" });
      if (!(answer.headers.get("content-type") || "").startsWith("text/html")) throw new Error(answer.statusText);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById("main");
      if (!fresh) throw new Error("main");
      main().replaceWith(fresh);
      if (push) history.pushState(null, "", answer.url);
      tell("");
      arrive();
    } catch (error) {
      tell("Chưa lưu được: mất kết nối với bàn rà soát. Hãy kiểm tra rồi bấm lại.");
      main().removeAttribute("aria-busy");
    } finally {
      busy = false;
    }
  }

  function arrive() {
    began = Date.now();
    window.scrollTo(0, 0);
    for (const image of main().querySelectorAll("svg image")) {
      const gone = () => image.closest("figure").classList.add("gone");
      image.addEventListener("error", gone);
    }
    mark();
    const heading = main().querySelector("h1");
    if (heading) { heading.tabIndex = -1; heading.focus({ preventScroll: true }); heading.style.outline = "none"; }
  }

  // Whether the text was changed decides what Enter says it does.
  function mark() {
    const text = main().querySelector("form.decide textarea");
    const label = main().querySelector("[data-changed]");
    if (text && label) label.textContent = text.value.trim() === text.defaultValue.trim() ? label.dataset.same : label.dataset.changed;
  }

  document.addEventListener("input", mark);

  document.addEventListener("submit", (event) => {
    const form = event.target;
    event.preventDefault();
    const seconds = form.querySelector("[name=seconds]");
    if (seconds) seconds.value = ((Date.now() - began) / 1000).toFixed(1);
    const fields = new URLSearchParams(new FormData(form, event.submitter));
    const where = event.submitter?.getAttribute("formaction") || form.getAttribute("action");
    if (form.method === "get") show(`${where}?${fields}`, {}, true);
    else show(where, { method: "POST", body: fields }, true);
  });

  document.addEventListener("click", (event) => {
    const candidate = event.target.closest("[data-text]");
    if (candidate) {
      const form = candidate.closest("form");
      form.querySelector("textarea").value = candidate.dataset.text;
      form.requestSubmit(form.querySelector("[value=correct]"));
      return;
    }
    if (event.target.closest("[data-edit]")) { edit(); return; }
    const link = event.target.closest("a[href]");
    if (link && link.origin === location.origin && !event.metaKey && !event.ctrlKey && event.button === 0 && !link.getAttribute("href").startsWith("#")) {
      event.preventDefault();
      show(link.href, {}, true);
    }
  });

  function edit() {
    const text = main().querySelector("textarea");
    if (text) { text.focus(); text.setSelectionRange(text.value.length, text.value.length); }
  }

  document.addEventListener("keydown", (event) => {
    // An input method that is composing a letter has the keys to itself.
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTyping(event.target)) {
      if (event.key === "Escape") { event.target.value = event.target.defaultValue; mark(); event.target.blur(); }
      if (event.key === "Enter" && !event.shiftKey && event.target.closest("form.decide")) {
        event.preventDefault();
        event.target.form.requestSubmit(event.target.form.querySelector("[value=correct]"));
      }
      return;
    }
    if (event.key === "e") { event.preventDefault(); edit(); return; }
    if (event.key === "Enter" && event.target.matches("button, a")) return;
    const wanted = [...document.querySelectorAll("[data-key]")].find((item) => item.dataset.key === event.key);
    if (wanted) { event.preventDefault(); wanted.click(); }
  });

  window.addEventListener("popstate", () => show(location.href, {}, false));
  arrive();
})();
