// Times and counts as people read them.

/** Minutes and seconds, as on a clock; times before the run have a minus. */
export const clock = (millis) => {
  const seconds = Math.floor(Math.abs(millis) / 1000);
  const two = (number) => String(number).padStart(2, "0");
  return `${millis < 0 ? "−" : ""}${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
};

/** Such as 4 min 41 s. */
export const duration = (millis) => {
  const seconds = Math.round(millis / 1000);
  if (seconds < 60) return `${seconds} s`;
  return seconds % 60 ? `${Math.floor(seconds / 60)} min ${seconds % 60} s` : `${seconds / 60} min`;
};

/** A moment, or from when to when. */
export const span = (from, to) => (clock(from) === clock(to) ? clock(from) : `${clock(from)} to ${clock(to)}`);

/** A moment in ISO 8601, in UTC and without fractions of a second. */
export const moment = (iso) => iso.replace("T", " ").replace(/(\.\d+)?Z$/, " UTC");

export const times = (count) => (count === 1 ? "once" : count === 2 ? "twice" : `${count} times`);

export const plural = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

/** Names in a sentence: a, b and c. */
export const listed = (names) => (names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`);
