// Marks in a drawing: the note about the mark that is pointed at, and the keys that move among them.
import { createContext } from "preact";
import { useContext, useMemo, useState } from "preact/hooks";

const Note = createContext(() => {});
const Group = createContext({ stop: undefined, visit: () => {} });

/** The text about the mark that is pointed at or has the focus, and the provider of its setter. */
export const useNote = () => {
  const [note, setNote] = useState("");
  return { note, setNote, Provider: Note.Provider };
};

const STEPS = { ArrowRight: 1, ArrowLeft: -1 };
const JUMPS = { ArrowDown: 1, ArrowUp: -1 };

const marksOf = (group) => [...group.querySelectorAll("[data-mark]")];

/** Where a key leads from a mark: within its group or, where there are several, to the mark of the next one that Tab reaches. */
const destination = (key, group) => {
  const marks = marksOf(group);
  const here = marks.indexOf(document.activeElement);
  if (here < 0) return undefined;
  if (key === "Home") return marks[0];
  if (key === "End") return marks.at(-1);
  if (key in STEPS) return marks[here + STEPS[key]];
  if (!(key in JUMPS)) return undefined;
  const groups = [...group.closest("svg").querySelectorAll("[data-marks]")];
  if (groups.length === 1) return marks[here + JUMPS[key]];
  return groups[groups.indexOf(group) + JUMPS[key]]?.querySelector("[data-mark][tabindex='0']");
};

const move = (event) => {
  const mark = destination(event.key, event.currentTarget);
  if (mark) {
    event.preventDefault();
    mark.focus();
  }
};

/** Marks that belong together. Tab reaches one of them: the last that had the focus, otherwise the first. */
export const Marks = ({ names, label, children, ...more }) => {
  const [last, visit] = useState(undefined);
  const stop = names.includes(last) ? last : names[0];
  const group = useMemo(() => ({ stop, visit }), [stop]);
  return (
    <Group.Provider value={group}>
      <g role="group" aria-label={label} data-marks="" onKeyDown={move} {...more}>
        {children}
      </g>
    </Group.Provider>
  );
};

/** What makes an SVG element a mark of its group: it can be focused, it has a label, and it has a note. */
export const useMark = () => {
  const tell = useContext(Note);
  const { stop, visit } = useContext(Group);
  return (name, label) => ({
    "data-mark": "",
    role: "img",
    "aria-label": label,
    // In SVG, attributes are case-sensitive: tabIndex would be ignored.
    tabindex: name === stop ? 0 : -1,
    onFocus: () => {
      visit(name);
      tell(label);
    },
    onMouseEnter: () => tell(label),
  });
};
