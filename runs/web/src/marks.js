// Marks in a drawing: the note about the mark that is pointed at, and the arrow keys.
import { createContext } from "preact";
import { useContext, useState } from "preact/hooks";

const Note = createContext(() => {});

/** The text about the mark that is pointed at or has the focus, and the provider of its setter. */
export const useNote = () => {
  const [note, setNote] = useState("");
  return { note, setNote, Provider: Note.Provider };
};

/** What makes an SVG element a mark: it can be focused, it has a name, and it has a note. */
export const useMark = () => {
  const tell = useContext(Note);
  return (label, first) => ({
    "data-mark": "",
    role: "img",
    "aria-label": label,
    tabIndex: first ? 0 : -1,
    onFocus: () => tell(label),
    onMouseEnter: () => tell(label),
  });
};

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Moves the focus from mark to mark within the element that listens. */
export const moveAmongMarks = (event) => {
  const marks = [...event.currentTarget.querySelectorAll("[data-mark]")];
  const here = marks.indexOf(document.activeElement);
  const there = { Home: 0, End: marks.length - 1 }[event.key] ?? here + STEPS[event.key];
  if (here >= 0 && marks[there]) {
    event.preventDefault();
    marks[there].focus();
  }
};
