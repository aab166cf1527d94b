// What the path of a run says about each state and each arrow.

const key = (from, to) => JSON.stringify([from, to]);

/** How often each state was entered and how long the run stayed, and how often each arrow was taken. */
export const wayOf = (path) => {
  const states = new Map();
  const arrows = new Map();
  path.forEach((stay, i) => {
    const state = states.get(stay.state) ?? { name: stay.state, count: 0, millis: 0, first: stay.atMillis };
    state.count++;
    state.millis += stay.untilMillis - stay.atMillis;
    state.last = stay.atMillis;
    states.set(stay.state, state);
    if (i > 0) {
      const arrow = key(path[i - 1].state, stay.state);
      arrows.set(arrow, (arrows.get(arrow) ?? 0) + 1);
    }
  });
  return {
    states,
    end: path.at(-1)?.state,
    taken: (from, to) => arrows.get(key(from, to)) ?? 0,
  };
};
