// Runs in the page before anything of it, and tells when the rows of a trace and the content of its span are drawn.
export const watchReadiness = () => {
  const isReady = () => document.querySelectorAll('.span-row').length > 5 && document.querySelector('.detail-panel');
  // With the next frame, and what it draws.
  const drawn = (done) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => done(performance.now());
      port2.postMessage(0);
    });
  const whenReady = (fromMs) =>
    new Promise((done) => {
      const look = () => {
        if (!isReady()) return false;
        observer.disconnect();
        drawn((nowMs) => done(nowMs - fromMs));
        return true;
      };
      const observer = new MutationObserver(look);
      if (!look()) observer.observe(document, { childList: true, subtree: true });
    });
  globalThis.loadedAfter = whenReady(0);
  document.addEventListener(
    'click',
    (event) => {
      globalThis.shownAfter = whenReady(event.timeStamp);
    },
    true,
  );
};
