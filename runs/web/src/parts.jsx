// Small parts that several sections use.
import { Fragment } from "preact";
import { useRef, useState } from "preact/hooks";

/** What most readers do not need. Its contents are made when it is opened. */
export const Fold = ({ summary, children }) => {
  const [open, setOpen] = useState(false);
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{summary}</summary>
      {open && children}
    </details>
  );
};

/** A text in which a line may end after an underscore, as in INSUFFICIENT_CLOUDHSM_HSMS. */
export const Words = ({ text }) =>
  String(text)
    .split(/(?<=_)/)
    .map((part, i) => (
      <Fragment key={i}>
        {i > 0 && <wbr />}
        {part}
      </Fragment>
    ));

const shown = (value) => (typeof value === "string" ? <Words text={value} /> : value);

/** A table of texts. The first cell of a row is its heading. */
export const Table = ({ caption, head, rows, numbers = [] }) => (
  <table class={rows.length > 12 ? "long" : ""}>
    <caption>{caption}</caption>
    <thead>
      <tr>
        {head.map((text, i) => (
          <th key={text} scope="col" class={numbers.includes(i) ? "number" : ""}>
            {text}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map((row, r) => (
        <tr key={r}>
          {row.map((text, i) =>
            i === 0 ? (
              <th key={i} scope="row">
                {shown(text)}
              </th>
            ) : (
              <td key={i} class={numbers.includes(i) ? "number" : ""}>
                {shown(text)}
              </td>
            ),
          )}
        </tr>
      ))}
    </tbody>
  </table>
);

/** Terms and their values; terms without a value are left out. */
export const Facts = ({ facts }) => (
  <dl>
    {facts
      .filter(([, value]) => value !== "" && value !== undefined && value !== null)
      .map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{shown(value)}</dd>
        </div>
      ))}
  </dl>
);

/** Whether the text is on the clipboard now; a browser may refuse, or have none. */
const copied = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
};

/** A text with a button that copies it or, where there is no clipboard, selects it. A long one scrolls. */
export const Copyable = ({ text, what, long = false }) => {
  const ref = useRef(null);
  const [said, say] = useState("");
  const copy = async () => {
    if (await copied(text)) {
      say("Copied");
    } else {
      getSelection().selectAllChildren(ref.current);
      say("Selected");
    }
  };
  return (
    <span class="copyable">
      <code ref={ref} class={long ? "long" : ""} tabIndex={long ? 0 : undefined}>
        {text}
      </code>{" "}
      <button type="button" class="copy" onClick={copy}>
        Copy<span class="unseen"> {what}</span>
      </button>{" "}
      <span class="said" role="status">
        {said}
      </span>
    </span>
  );
};

/** Addresses come from a deployment's settings: only the web is linked to. */
export const Link = ({ to, children }) =>
  /^https?:\/\//.test(to) ? (
    <a href={to} target="_blank" rel="noreferrer">
      {children}
    </a>
  ) : (
    <>{children}</>
  );
