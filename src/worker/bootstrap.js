// Put behind the worker's own script, which has defined `__wbg_init`. On its one message it starts the
// module that the page has compiled already.
addEventListener("unhandledrejection", ({ reason }) => postMessage(String(reason)));

// Held for as long as the worker lives, so that the page hears of its end, whatever the reason.
const lock = (name) =>
  new Promise((held) => {
    const hold = () => (held(), new Promise(() => {}));
    navigator.locks ? navigator.locks.request(name, hold).catch(held) : held();
  });

onmessage = async ({ data: { module, demonstration } }) => {
  onmessage = null;
  try {
    await lock(location.href);
    globalThis.demonstration = demonstration;
    await __wbg_init({ module_or_path: module });
  } catch (fault) {
    postMessage(String(fault));
  }
};
