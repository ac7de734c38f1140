// The only place that talks to the server.

async function ask(path, options) {
  const response = await fetch(path, options);
  if (!response.ok) throw new Error((await response.text()) || response.statusText);
  return response.json();
}

export const chat = (user) => ask(`/local/chat${user ? `?user=${user}` : ""}`);
export const stored = (user) => ask(`/local/stored?user=${user}`);
export const act = (name, body) =>
  ask(`/local/${name}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
export const fileAddress = (id) => `/local/file/${encodeURIComponent(id)}`;

// Calls `hear` with every event of one user's chat; "hello" comes first, and again after each reconnection.
export function listen(user, hear, lost) {
  const source = new EventSource(`/local/events?user=${user}`);
  source.onmessage = (message) => hear(JSON.parse(message.data));
  source.onerror = lost;
  return source;
}
