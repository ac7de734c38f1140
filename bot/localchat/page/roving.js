// One message of the log is reached by Tab: the newest, or the one chosen with the arrow keys. Older ones are behind it.

const KEYS = ".key, .bubble a, .command, .file, audio, .play";

export function roving(log) {
  let current = null;
  const reachable = (item) => [...item.querySelectorAll(KEYS)];
  const items = () => [...log.children].filter((item) => reachable(item).length);
  const within = (item, reached) => { for (const key of reachable(item)) key.tabIndex = reached ? 0 : -1; };
  const choose = (item) => {
    current = item;
    for (const other of items()) within(other, other === item);
  };
  const focus = (item) => {
    choose(item);
    const [first] = item.querySelector(".key") ? item.querySelectorAll(".key") : reachable(item);
    first.focus();
    item.scrollIntoView({ block: "nearest" });
  };

  log.addEventListener("focusin", (event) => {
    const item = event.target.closest(".message");
    if (item && item !== current) choose(item);
  });
  log.addEventListener("keydown", (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const all = items();
    const at = all.indexOf(event.target.closest(".message"));
    const wanted = event.key === "End" ? all.at(-1) : event.key === "Home" ? all[0] : step && all[at + step];
    if (at < 0 || !wanted || event.target.closest("audio")) return;
    event.preventDefault();
    focus(wanted);
  });

  return {
    // A new message came: Tab leads to it, unless somebody is reading further up.
    newest() {
      const last = items().at(-1);
      if (log.contains(document.activeElement)) return last ? within(last, false) : undefined;
      return last ? choose(last) : undefined;
    },
    redrawn(old, fresh) {
      if (old === current || (!current?.isConnected && fresh === items().at(-1))) choose(fresh);
      else within(fresh, false);
    },
    focusNewest() {
      const last = items().at(-1);
      if (last) focus(last);
      return Boolean(last);
    },
  };
}
