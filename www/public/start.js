/*
 * Says why Staircase did not start. It runs before the program and without it, in old browsers too, so it is written
 * plainly and stands alone. The program asks it as well, when a part of it cannot be loaded later.
 */
(function () {
  "use strict";
  var SIMD = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11];
  var EMPTY = [0, 97, 115, 109, 1, 0, 0, 0];
  var RELOAD = "Reload the page.";
  /* what the browser refused to run or fetch, by the rule it named */
  var blocked = [];
  var message = "";

  document.addEventListener("securitypolicyviolation", function (event) {
    blocked.push([event.effectiveDirective || event.violatedDirective || "", String(event.blockedURI || "")]);
  });

  /* The program, as index.html names it. */
  function program() {
    var script = document.querySelector('script[type="module"][src]');
    return script ? script.src : "";
  }

  /* Whether it is there, of the right kind; or why not, in words. */
  function fileFault(address) {
    return fetch(address, { cache: "no-store" }).then(function (response) {
      var name = address.replace(/[?#].*$/, "").replace(/^.*\//, "");
      var type = (response.headers.get("content-type") || "").split(";")[0];
      var wanted = /\.wasm$/.test(name) ? "application/wasm" : "text/javascript";
      if (!response.ok) return { missing: true, name: name, status: response.status };
      var right = /\.wasm$/.test(name) ? type !== "text/html" : /(java|ecma)script$/.test(type);
      return right ? undefined : { name: name, type: type || "no type", wanted: wanted };
    }, function () {
      return { unreachable: true };
    });
  }

  /* Whether the server has another version of the page by now. */
  function replaced() {
    var name = program().replace(/^.*\//, "");
    return fetch(location.pathname + "?" + Date.now(), { cache: "no-store" }).then(function (response) {
      return response.ok ? response.text() : name;
    }).then(function (page) {
      return page.indexOf(name) < 0;
    }, function () {
      return false;
    });
  }

  function withoutServer() {
    if (location.protocol === "file:") {
      return ["The page was opened as a file, and browsers do not run programs that are opened so.",
        "Open its address on a web server, which starts with https://. Ask your IT team to put the whole folder on one."];
    }
    if (window.origin === "null") {
      return ["The page is shown in a sandbox, by a policy or inside another page, which keeps it from its own files.",
        "Open its address in a tab of its own, or ask your IT team to take “sandbox” out of the policy of this address, or to add allow-same-origin to it."];
    }
    if (typeof WebAssembly !== "object") {
      return ["This browser has no WebAssembly, or has it switched off (in Edge by enhanced security, on Apple devices by Lockdown Mode).",
        "Ask your IT team to allow WebAssembly for this address, or use an up-to-date Chrome, Edge, Firefox or Safari."];
    }
    if (!WebAssembly.validate(new Uint8Array(SIMD))) {
      return ["This browser’s WebAssembly lacks SIMD, which Staircase calculates with.",
        "Use Chrome or Edge 103, Firefox 114, Safari 16.4, or a later version."];
    }
    try {
      new WebAssembly.Module(new Uint8Array(EMPTY));
    } catch (refused) {
      return ["A policy of your organisation or of this server does not let the page run WebAssembly.",
        "Ask your IT team to add 'wasm-unsafe-eval' to script-src in the Content-Security-Policy of this address."];
    }
    for (var k = 0; k < blocked.length; k += 1) {
      if (/^(script|worker|child|connect|default)-src/.test(blocked[k][0])) {
        return ["A policy (" + blocked[k][0] + ") does not let the page load " + (blocked[k][1].replace(/[?#].*$/, "").replace(/^.*\//, "") || "a part of itself") + ".",
          "Ask your IT team to allow this address to run its own scripts and workers: script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'."];
      }
    }
    if (typeof Worker !== "function" || typeof Promise !== "function" || typeof fetch !== "function") {
      return ["This browser is too old for Staircase.", "Use Chrome or Edge 103, Firefox 114, Safari 16.4, or a later version."];
    }
    return undefined;
  }

  /* The first cause that is found, as sentences: what is wrong, and what to do. Nothing if none is. */
  function why(files) {
    var plain = withoutServer();
    if (plain) return typeof Promise === "function" ? Promise.resolve(plain) : { then: function (done) { done(plain); } };
    return Promise.all([program()].concat(files || []).filter(Boolean).map(fileFault)).then(function (all) {
      var fault = all.filter(Boolean)[0];
      return replaced().then(function (other) {
        if (other) return ["A newer version of Staircase has been put on this address since the page was opened.", RELOAD];
        if (fault && fault.missing) {
          return ["A file of Staircase is missing on the server: " + fault.name + " (answer " + fault.status + ").",
            RELOAD + " If that does not help, ask your IT team to copy the whole folder to the server again."];
        }
        if (fault && fault.unreachable) return ["The server cannot be reached.", "Check the connection, then reload the page."];
        if (fault) {
          return ["The server sends " + fault.name + " as " + fault.type + ", so the browser does not run it.",
            "Ask your IT team to serve .js files as text/javascript and .wasm files as application/wasm."];
        }
        if (/SyntaxError/.test(message)) return ["This browser is too old for Staircase.", "Use Chrome or Edge 103, Firefox 114, Safari 16.4, or a later version."];
        return message ? ["The program stopped: " + message, RELOAD] : undefined;
      });
    });
  }
  window.staircaseWhy = why;

  function say() {
    var place = document.getElementById("start-cause");
    // Once the program runs, it says itself what is wrong.
    if (!place || document.querySelector("header")) return;
    why([]).then(function (words) {
      if (!words || !document.getElementById("start-late")) return;
      place.textContent = words.join(" ");
      document.getElementById("start-opening").textContent = "";
      document.getElementById("start-heading").textContent = "Staircase has not started";
      document.getElementById("start-late").className = "is-known";
    });
  }

  /* Errors of scripts do not bubble, so they are caught on their way down. */
  addEventListener("error", function (event) {
    var script = event.target && event.target.tagName === "SCRIPT";
    if (!script && !event.message) return;
    if (event.message) message = message || event.message;
    say();
  }, true);
  addEventListener("unhandledrejection", function (event) {
    message = message || String((event.reason && event.reason.message) || event.reason);
    say();
  });
  if (location.protocol === "file:") addEventListener("DOMContentLoaded", say);
})();
