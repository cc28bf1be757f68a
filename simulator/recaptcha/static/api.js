/* The reCAPTCHA v2 widget, as pages use it: window.grecaptcha and .g-recaptcha.
   Everything comes from the address that this script was loaded from. */
"use strict";
(function () {
  const source = new URL(document.currentScript.src);
  const options = source.searchParams;
  const widgets = [];
  const rendered = new WeakSet();

  function call(callback, ...args) {
    const target = typeof callback === "string" ? window[callback] : callback;
    if (typeof target === "function") target(...args);
  }

  function widget(id) {
    const found = widgets[id === undefined ? 0 : id];
    if (!found) throw new Error("Invalid reCAPTCHA client id: " + id);
    return found;
  }

  function frameFor(parameters) {
    const address = new URL("/recaptcha/api2/anchor", source.origin);
    address.searchParams.set("k", parameters.sitekey);
    address.searchParams.set("co", window.location.origin);
    if (options.has("hl")) address.searchParams.set("hl", options.get("hl"));
    const frame = document.createElement("iframe");
    frame.title = "reCAPTCHA";
    frame.src = address.href;
    frame.width = "304";
    frame.height = "78";
    frame.style.border = "0";
    if (parameters.tabindex) frame.tabIndex = Number(parameters.tabindex);
    return frame;
  }

  function fieldFor(id) {
    const field = document.createElement("textarea");
    field.id = "g-recaptcha-response" + (id ? "-" + id : "");
    field.name = "g-recaptcha-response";
    field.className = "g-recaptcha-response";
    field.hidden = true;
    return field;
  }

  function render(container, parameters) {
    const element =
      typeof container === "string" ? document.getElementById(container) : container;
    if (!element) throw new Error("reCAPTCHA placeholder element must exist");
    const given = Object.assign({}, dataOf(element), parameters);
    if (!given.sitekey) throw new Error("Missing required parameters: sitekey");
    if (rendered.has(element)) {
      throw new Error("reCAPTCHA has already been rendered in this element");
    }
    const id = widgets.length;
    const made = { parameters: given, frame: frameFor(given), field: fieldFor(id) };
    widgets.push(made);
    rendered.add(element);
    element.append(made.frame, made.field);
    return id;
  }

  function dataOf(element) {
    const data = element.dataset;
    return {
      sitekey: data.sitekey,
      tabindex: data.tabindex,
      callback: data.callback,
      "expired-callback": data.expiredCallback,
      "error-callback": data.errorCallback,
    };
  }

  function getResponse(id) {
    return widgets.length ? widget(id).field.value : "";
  }

  function send(target, message) {
    target.frame.contentWindow.postMessage(message, source.origin);
  }

  function reset(id) {
    const target = widget(id);
    target.field.value = "";
    send(target, "reset");
  }

  function execute(id) {
    send(widget(id), "execute");
  }

  function ready(callback) {
    if (document.readyState === "loading") {
      document.addEventListener("DOMContentLoaded", callback, { once: true });
    } else {
      callback();
    }
  }

  window.addEventListener("message", function (event) {
    if (event.origin !== source.origin || !event.data || !event.data.recaptcha) return;
    const from = widgets.find((each) => each.frame.contentWindow === event.source);
    if (!from) return;
    const solved = event.data.type === "solved";
    from.field.value = solved ? event.data.response : "";
    if (solved) call(from.parameters.callback, event.data.response);
    if (event.data.type === "expired") call(from.parameters["expired-callback"]);
    if (event.data.type === "error") call(from.parameters["error-callback"]);
  });

  window.grecaptcha = { render, getResponse, reset, execute, ready };

  ready(function () {
    if (options.get("render") !== "explicit") {
      document.querySelectorAll(".g-recaptcha[data-sitekey]").forEach((each) => {
        if (!rendered.has(each)) render(each);
      });
    }
    if (options.has("onload")) call(options.get("onload"));
  });
})();
