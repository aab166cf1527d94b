// The page that someone keeps or sends: one recording, embedded in the page.
import { render } from "preact";
import { Run } from "../Run.jsx";
import { Licences } from "../Sections.jsx";

/** The width of a frame between the margins of an A4 page, in CSS pixels. */
const A4 = 676;

const told = (id) => JSON.parse(document.getElementById(id).textContent);
const recording = told("recording");
const madeAt = told("made");
const licences = told("licences");
const page = document.getElementById("page");

const draw = (printedWidth) =>
  render(
    <>
      <main>
        <Run recording={recording} madeAt={madeAt} printedWidth={printedWidth} />
      </main>
      <Licences licences={licences} />
    </>,
    page,
  );

/** As a string in a style sheet: every character by its number, so that none can end it. */
const quoted = (text) => `"${[...text].map((c) => `\\${c.codePointAt(0).toString(16)} `).join("")}"`;

/** A title begins with a name that may be long, and ends with the outcome. */
const shortened = (text) => (text.length <= 90 ? text : `${text.slice(0, 35)} … ${text.slice(-50)}`);

// The footer of each printed page. Its text is not known when the style sheet is made, and a policy in the page forbids others in the page.
const footer = new CSSStyleSheet();
footer.replaceSync(`@page { @bottom-left { content: ${quoted(shortened(document.title))} } }`);
document.adoptedStyleSheets = [footer];

window.addEventListener("beforeprint", () => draw(A4));
window.addEventListener("afterprint", () => draw(undefined));
draw(undefined);
