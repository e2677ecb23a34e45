// The worker's first lines. On its one message it imports the page's own script and starts the
// module that the page has compiled already; the program then finds that it is in a worker.
onmessage = async ({ data: { js, module } }) => {
  onmessage = null;
  try {
    const program = await import(js);
    await program.default({ module_or_path: module });
  } catch (fault) {
    postMessage(String(fault));
  }
};
