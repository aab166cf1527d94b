// The sandbox behind the page.
import { useEffect, useState } from "preact/hooks";

const ROOT = "/_sandbox/";

/** Sends a request to the sandbox; a refusal is thrown as one sentence. */
export const ask = async (method, path, body) => {
  const answer = await fetch(ROOT + path, { method, body: body === undefined ? undefined : JSON.stringify(body) }).catch(() => {
    throw new Error("The sandbox does not answer.");
  });
  const json = await answer.json();
  if (!answer.ok) throw new Error(json.error);
  return json;
};

export const link = (path, run) => `${ROOT}${path}?run=${encodeURIComponent(run)}`;

/** What the sandbox sends by itself: the scene, the recording of the newest run, and whether it can be reached. */
export const useEvents = () => {
  const [told, setTold] = useState({ scene: undefined, recording: undefined, heard: true });
  useEffect(() => {
    const events = new EventSource(`${ROOT}events`);
    const take = (name) => events.addEventListener(name, ({ data }) => setTold((before) => ({ ...before, [name]: JSON.parse(data), heard: true })));
    take("scene");
    take("recording");
    events.onerror = () => setTold((before) => ({ ...before, heard: false }));
    return () => events.close();
  }, []);
  return told;
};
