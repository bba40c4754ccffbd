/** After the first load the page works without a network: a service worker keeps its own files and nothing else. */
export function keepForOffline(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator) || !location.protocol.startsWith("http")) return;
  // Refused in private windows and on some hosts; the page works all the same.
  navigator.serviceWorker.register("./offline.js").catch(() => undefined);
}
