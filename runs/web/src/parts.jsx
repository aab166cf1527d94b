// Small parts that several sections use.
import { useState } from "preact/hooks";

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

/** A table of texts. The first cell of a row is its heading. */
export const Table = ({ caption, head, rows, numbers = [] }) => (
  <table>
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
                {text}
              </th>
            ) : (
              <td key={i} class={numbers.includes(i) ? "number" : ""}>
                {text}
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
          <dd>{value}</dd>
        </div>
      ))}
  </dl>
);
